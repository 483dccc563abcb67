/// The sum of two kernels.
public func + <Left: Kernel, Right: Kernel>(left: Left, right: Right) -> Sum<Left, Right> { Sum(left, right) }

/// The product of two kernels.
public func * <Left: Kernel, Right: Kernel>(left: Left, right: Right) -> Product<Left, Right> { Product(left, right) }

/// A kernel scaled by a variance.
public func * <Base: Kernel>(variance: Double, base: Base) -> Scaled<Base> { Scaled(variance: variance, base) }

// For operands of type `any Kernel`, which are opened on the call. Generic and disfavoured, because Swift would take an
// overload with parameters of type `any Kernel` even where both types are known, and lose them. Only variables are opened: build longer
// expressions step by step.

/// The sum of two kernels known only at run time.
@_disfavoredOverload
public func + <Left: Kernel, Right: Kernel>(left: Left, right: Right) -> any Kernel { Sum(left, right) }

/// The product of two kernels known only at run time.
@_disfavoredOverload
public func * <Left: Kernel, Right: Kernel>(left: Left, right: Right) -> any Kernel { Product(left, right) }

/// A kernel known only at run time, scaled by a variance.
@_disfavoredOverload
public func * <Base: Kernel>(variance: Double, base: Base) -> any Kernel { Scaled(variance: variance, base) }
