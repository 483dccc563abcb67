import Expressions
import Kernels
import Likelihoods
import LinearAlgebra

/// One line of the catalogue of likelihoods: a name in expressions, how to make the likelihood, how to write it down.
public struct LikelihoodEntry: Sendable {
    /// The name in expressions.
    public let name: String
    /// The arguments with their defaults, for people.
    public let signature: String
    /// One sentence.
    public let summary: String
    /// Makes the likelihood from its arguments and the targets it is meant for.
    let build: @Sendable (inout KernelArguments, TargetFacts) throws(CatalogueError) -> any Likelihood
    /// The arguments that make this very likelihood again; nil when it is of another type.
    let arguments: @Sendable (any Likelihood) -> [KernelExpression.Argument]?

    /// An entry for the likelihood type `L`.
    public init<L: Likelihood>(
        _ name: String, _ signature: String, _ summary: String,
        build: @escaping @Sendable (inout KernelArguments, TargetFacts) throws(CatalogueError) -> L,
        arguments: @escaping @Sendable (L) -> [KernelExpression.Argument]
    ) {
        self.init(name, signature, summary) {
            (given: inout KernelArguments, facts: TargetFacts) throws(CatalogueError) -> any Likelihood in
            try build(&given, facts)
        } anyArguments: { likelihood in
            (likelihood as? L).map(arguments)
        }
    }

    /// An entry for several types under one name.
    init(
        _ name: String, _ signature: String, _ summary: String,
        build: @escaping @Sendable (inout KernelArguments, TargetFacts) throws(CatalogueError) -> any Likelihood,
        anyArguments: @escaping @Sendable (any Likelihood) -> [KernelExpression.Argument]?
    ) {
        self.name = name
        self.signature = signature
        self.summary = summary
        self.build = build
        arguments = anyArguments
    }
}

/// What defaults are taken from: the standard deviation of the targets and their largest value.
public struct TargetFacts: Sendable, Equatable {
    /// The population standard deviation; one where all targets are equal.
    public var standardDeviation: Double
    /// The largest target.
    public var largest: Double

    /// Facts known otherwise.
    public init(standardDeviation: Double = 1, largest: Double = 1) {
        self.standardDeviation = standardDeviation
        self.largest = largest
    }

    /// The facts of some targets.
    public init(of y: Vector) {
        let spread = y.isEmpty ? 0 : (y - Vector(count: y.count, repeating: y.mean)).norm / Double(y.count).squareRoot()
        self.init(
            standardDeviation: spread > 0 && spread.isFinite ? spread : 1, largest: y.reduce(0) { Swift.max($0, $1) })
    }

    /// The number of classes when targets are labels 0, 1, …; at least two.
    var classCount: Int { largest.isFinite && largest < 1000 ? Swift.max(Int(largest.rounded(.up)) + 1, 2) : 2 }
}
