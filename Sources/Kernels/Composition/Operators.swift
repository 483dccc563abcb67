/// The sum of two kernels.
public func + <Left: Kernel, Right: Kernel>(left: Left, right: Right) -> Sum<Left, Right> { Sum(left, right) }

/// The product of two kernels.
public func * <Left: Kernel, Right: Kernel>(left: Left, right: Right) -> Product<Left, Right> { Product(left, right) }

/// A kernel scaled by a variance.
public func * <Base: Kernel>(variance: Double, base: Base) -> Scaled<Base> { Scaled(variance: variance, base) }

// Swift prefers an overload that is not generic, even for operands of known type; these are for `any Kernel` alone.

/// The sum of two kernels known only at run time.
@_disfavoredOverload
public func + (left: any Kernel, right: any Kernel) -> any Kernel {
    func opened<Left: Kernel, Right: Kernel>(_ a: Left, _ b: Right) -> any Kernel { Sum(a, b) }
    return opened(left, right)
}

/// The product of two kernels known only at run time.
@_disfavoredOverload
public func * (left: any Kernel, right: any Kernel) -> any Kernel {
    func opened<Left: Kernel, Right: Kernel>(_ a: Left, _ b: Right) -> any Kernel { Product(a, b) }
    return opened(left, right)
}

/// A kernel known only at run time, scaled by a variance.
@_disfavoredOverload
public func * (variance: Double, base: any Kernel) -> any Kernel {
    func opened<Base: Kernel>(_ k: Base) -> any Kernel { Scaled(variance: variance, k) }
    return opened(base)
}
