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
    /// Another form with a name of its own.
    case form(KernelForm)
}

/// A kernel made of others as it is written down: `change_point(rbf, matern12, location=2)`.
public struct KernelForm: Sendable {
    /// A number or a list of them.
    public enum Value: Sendable, Equatable {
        case number(Double)
        case list([Double])
    }

    /// The name of the form in expressions.
    public var name: String
    /// The kernels it is made of, in the order of their parameters.
    public var parts: [any Kernel]
    /// Its own numbers, parameters and choices alike, with their labels.
    public var arguments: [(label: String, value: Value)]

    /// A form of the given parts.
    public init(_ name: String, _ parts: [any Kernel], _ arguments: [(label: String, value: Value)] = []) {
        self.name = name
        self.parts = parts
        self.arguments = arguments
    }
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

/// An input map that says how a kernel behind it is written down.
public protocol ComposableMap: InputMap {
    /// How a kernel behind this map is composed.
    func composition(with base: any Kernel) -> KernelComposition
}

extension Columns: ComposableMap {
    public func composition(with base: any Kernel) -> KernelComposition { .selected(indices, base) }
}

extension ChordalMap: ComposableMap {
    public func composition(with base: any Kernel) -> KernelComposition {
        .form(KernelForm("sphere", [base], [("radius", .number(radius))]))
    }
}

extension Mapped: ComposedKernel where Map: ComposableMap {
    public var composition: KernelComposition { map.composition(with: base) }
}

extension ChangePoint: ComposedKernel {
    public var composition: KernelComposition {
        let numbers: [(label: String, value: KernelForm.Value)] = [
            ("location", .number(location.value)), ("steepness", .number(steepness.value)),
            ("column", .number(Double(coordinate))),
        ]
        return .form(KernelForm("change_point", [left, right], numbers))
    }
}

extension Additive: ComposedKernel {
    public var composition: KernelComposition {
        .form(KernelForm("additive", factors, [("variances", .list(variances.map(\.value)))]))
    }
}

extension Coregionalized: ComposedKernel {
    public var composition: KernelComposition {
        let numbers: [(label: String, value: KernelForm.Value)] = [
            ("loadings", .list(outputs.loadings.map(\.value))),
            ("own_variances", .list(outputs.ownVariances.map(\.value))),
        ]
        return .form(KernelForm("coregionalized", [base], numbers))
    }
}
