import Expressions
import Kernels

/// One line of the catalogue: a kernel's name in expressions, how to make it, and how to write it down.
public struct KernelEntry: Sendable {
    /// The name in expressions.
    public let name: String
    /// The arguments with their defaults, for people.
    public let signature: String
    /// One sentence.
    public let summary: String
    /// Makes the kernel from its arguments.
    let build: @Sendable (inout KernelArguments) throws(CatalogueError) -> any Kernel
    /// The arguments that make this very kernel again; nil when the kernel is of another type.
    let arguments: @Sendable (any Kernel) -> [KernelExpression.Argument]?

    /// An entry for the kernel type `K`.
    public init<K: Kernel>(
        _ name: String, _ signature: String, _ summary: String,
        build: @escaping @Sendable (inout KernelArguments) throws(CatalogueError) -> K,
        arguments: @escaping @Sendable (K) -> [KernelExpression.Argument]
    ) {
        self.name = name
        self.signature = signature
        self.summary = summary
        self.build = { (given: inout KernelArguments) throws(CatalogueError) -> any Kernel in try build(&given) }
        self.arguments = { kernel in (kernel as? K).map(arguments) }
    }

    /// An entry for kernels of several types; by default for a kernel made of others, which says itself how it is written
    /// down (`ComposedKernel`).
    public init(
        composed name: String, _ signature: String, _ summary: String,
        build: @escaping @Sendable (inout KernelArguments) throws(CatalogueError) -> any Kernel,
        arguments: @escaping @Sendable (any Kernel) -> [KernelExpression.Argument]? = { _ in nil }
    ) {
        self.name = name
        self.signature = signature
        self.summary = summary
        self.build = build
        self.arguments = arguments
    }
}

extension KernelExpression.Argument {
    /// `label=value`.
    static func named(_ label: String, _ value: Double) -> Self {
        Self(label: label, KernelExpression(.number(value)))
    }

    /// `label=[a, b]`.
    static func named(_ label: String, _ values: [Double]) -> Self {
        Self(label: label, KernelExpression(.list(values.map { KernelExpression(.number($0)) })))
    }

    /// `variance=2` or `variances=[0.5, 1]`.
    static func variances(_ variances: [Parameter]) -> Self {
        variances.count == 1
            ? .named("variance", variances[0].value) : .named("variances", variances.map(\.value))
    }

    /// `lengthscale=2` or `lengthscales=[0.5, 1]`.
    static func lengthscales(_ lengthscales: Lengthscales) -> Self {
        switch lengthscales {
        case .isotropic(let parameter): .named("lengthscale", parameter.value)
        case .perCoordinate(let parameters): .named("lengthscales", parameters.map(\.value))
        }
    }
}
