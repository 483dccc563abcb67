import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra

/// A prior of one of the kinds that a model file can hold.
public enum ModelPrior: Sendable {
    /// A Gaussian process with normal noise or another likelihood.
    case process(GaussianProcess)
    /// A mixture of Gaussian processes over their scale: a Student-t process, for one.
    case mixture(ScaleMixture)
    /// A process whose noise variance is the exponential of another.
    case heteroskedastic(HeteroskedasticProcess)
    /// One process a class.
    case categorical(CategoricalProcess)
}

extension ModelPrior: Parameterized {
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        switch self {
        case .process(var prior):
            prior.visitParameters(visit)
            self = .process(prior)
        case .mixture(var prior):
            prior.visitParameters(visit)
            self = .mixture(prior)
        case .heteroskedastic(var prior):
            prior.visitParameters(visit)
            self = .heteroskedastic(prior)
        case .categorical(var prior):
            prior.visitParameters(visit)
            self = .categorical(prior)
        }
    }

    /// The name of the kind in model files.
    public var name: String {
        switch self {
        case .process: "gaussian-process"
        case .mixture: "scale-mixture"
        case .heteroskedastic: "heteroskedastic-process"
        case .categorical: "categorical-process"
        }
    }

    /// The process of the function (at scale one in a mixture, of every class among several).
    public var process: GaussianProcess {
        switch self {
        case .process(let prior): prior
        case .mixture(let prior): prior.process
        case .heteroskedastic(let prior): prior.process
        case .categorical(let prior): prior.process
        }
    }

    /// The values observations can take.
    public var support: Support {
        switch self {
        case .process(let prior): prior.likelihood?.support ?? .real
        case .mixture, .heteroskedastic: .real
        case .categorical(let prior): .categories(prior.classCount)
        }
    }
}
