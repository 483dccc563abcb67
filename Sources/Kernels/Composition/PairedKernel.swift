/// A kernel made of two others, whose parameters it visits one after the other: a sum, a product.
public protocol PairedKernel: Kernel {
    /// The type of the first part.
    associatedtype Left: Kernel
    /// The type of the second part.
    associatedtype Right: Kernel
    /// The first part.
    var left: Left { get set }
    /// The second part.
    var right: Right { get set }
}

extension PairedKernel {
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        left.visitParameters { visit("left." + $0, &$1) }
        right.visitParameters { visit("right." + $0, &$1) }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        try left.validate(inputDimension: inputDimension)
        try right.validate(inputDimension: inputDimension)
    }
}

extension PairedKernel where Self: SmoothKernel, Left: SmoothKernel, Right: SmoothKernel {
    /// That of the rougher part.
    public var smoothness: Int { Swift.min(left.smoothness, right.smoothness) }

    /// Whether both parts have the derivative.
    public func allowsDerivative(_ index: MultiIndex) -> Bool {
        left.allowsDerivative(index) && right.allowsDerivative(index)
    }
}
