import Expressions
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra

/// The names of likelihoods in expressions such as `student-t(dof=4, scale=0.1)`.
public struct LikelihoodCatalogue: Sendable {
    /// The entries, in the order people read them.
    public let entries: [LikelihoodEntry]

    /// A catalogue of the given entries.
    public init(_ entries: [LikelihoodEntry]) { self.entries = entries }

    /// This catalogue with one more entry, which wins over an earlier one of the same name.
    public func adding(_ entry: LikelihoodEntry) -> LikelihoodCatalogue {
        LikelihoodCatalogue(entries.filter { $0.name != entry.name } + [entry])
    }

    /// Reads a likelihood; arguments that are not given are started from the targets.
    ///
    /// - Throws: `SyntaxError` when the text is no expression, ``CatalogueError`` for an unknown name or argument.
    public func observationModel(_ text: String, for facts: TargetFacts = TargetFacts()) throws -> ObservationModel {
        let call = try NamedCall(text, what: "likelihood")
        return try call.read { (given: inout KernelArguments) throws(CatalogueError) -> ObservationModel in
            switch given.name {
            case "gaussian":
                return .gaussian(variance: try given.optionalPositive("variance"))
            case "heteroskedastic":
                return .heteroskedastic(noiseKernel: given.take("kernel"))
            case "categorical":
                let count = try given.count("classes", default: facts.classCount, minimum: 2)
                return .categorical(classCount: count, link: try CategoricalProcess.Link(reading: &given))
            default:
                guard let entry = entries.first(where: { $0.name == given.name }) else {
                    throw call.unknown(among: names)
                }
                return .likelihood(try entry.build(&given, facts))
            }
        }
    }

    /// Every name that can be read.
    public var names: [String] { ["gaussian"] + entries.map(\.name) + ["categorical", "heteroskedastic"] }

    /// The text that reads back as these classes with their link.
    public func text(of process: CategoricalProcess) -> String {
        let count = KernelExpression.Argument.named("classes", Double(process.classCount))
        return KernelExpression(.call("categorical", [count] + process.link.arguments)).description
    }

    /// The text that reads back as this likelihood with its parameter values.
    ///
    /// - Throws: ``CatalogueError`` for a likelihood of a type that has no entry.
    public func text(of likelihood: any Likelihood) throws(CatalogueError) -> String {
        for entry in entries {
            if let arguments = entry.arguments(likelihood) {
                return KernelExpression(arguments.isEmpty ? .name(entry.name) : .call(entry.name, arguments))
                    .description
            }
        }
        throw CatalogueError(
            "a likelihood of type \(likelihood.name) has no entry in the catalogue, so it cannot be written down; "
                + "add one with LikelihoodCatalogue.adding(_:)")
    }
}

/// How observations arise, as it is asked for by name.
public enum ObservationModel: Sendable {
    /// Normal noise of one variance, or one started from the data.
    case gaussian(variance: Double?)
    /// One value of a function through a likelihood.
    case likelihood(any Likelihood)
    /// Normal noise whose logarithm of the variance is a function with this kernel, or one like the first function's.
    case heteroskedastic(noiseKernel: KernelExpression?)
    /// Classes without order, one function a class.
    case categorical(classCount: Int, link: CategoricalProcess.Link)
}

extension CategoricalProcess.Link {
    /// `link=softmax` or `link=robust-max, error=0.001`.
    init(reading given: inout KernelArguments) throws(CatalogueError) {
        let name = given.take("link").map { $0.call?.name ?? "" }
        switch name {
        case nil, "softmax":
            self = .softmax
        case "robust-max", "robust_max":
            let error = try given.positive("error", default: 1e-3)
            guard error < 1 else { throw CatalogueError("\(given.name): error = \(error) must be below one") }
            self = .robustMax(error: error)
        default:
            throw CatalogueError("\(given.name): link must be softmax or robust-max")
        }
    }

    /// The arguments that make this link again.
    var arguments: [KernelExpression.Argument] {
        switch self {
        case .softmax: [.init(label: "link", KernelExpression(.name("softmax")))]
        case .robustMax(let error):
            [.init(label: "link", KernelExpression(.name("robust-max"))), .named("error", error)]
        }
    }
}
