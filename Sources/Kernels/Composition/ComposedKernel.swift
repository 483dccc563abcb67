/// A kernel made of other kernels, which can say how: a catalogue writes it down from this.
public protocol ComposedKernel: Kernel {
    /// The parts and what joins them.
    var composition: KernelComposition { get }
}

/// What joins the parts of a composed kernel.
public enum KernelComposition: Sendable {
    /// k₁ + k₂.
    case sum(any Kernel, any Kernel)
    /// k₁ k₂.
    case product(any Kernel, any Kernel)
    /// v k.
    case scaled(variance: Double, any Kernel)
    /// k on the selected coordinates.
    case selected([Int], any Kernel)
}

extension Sum: ComposedKernel {
    public var composition: KernelComposition { .sum(left, right) }
}

extension Product: ComposedKernel {
    public var composition: KernelComposition { .product(left, right) }
}

extension Scaled: ComposedKernel {
    public var composition: KernelComposition { .scaled(variance: variance.value, base) }
}

extension Mapped: ComposedKernel where Map == Columns {
    public var composition: KernelComposition { .selected(map.indices, base) }
}
