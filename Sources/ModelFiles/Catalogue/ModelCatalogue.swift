import Expressions
import GaussianProcesses
import Kernels

/// The kinds of prior that have names: `gaussian-process`, `student-t-process(dof=5)`,
/// `scale-mixture(inverse_gamma(shape=2, rate=2), noise=outside)`.
public enum ModelCatalogue {
    /// A kind of prior.
    public enum Kind: Sendable {
        /// A Gaussian process.
        case gaussianProcess
        /// A mixture of Gaussian processes over their scale.
        case scaleMixture(any ScaleDensity, noise: NoisePlacement)
    }

    /// Every name that can be read.
    public static let names = ["gaussian-process", "student-t-process", "scale-mixture"]

    /// Reads the name of a model with its arguments.
    ///
    /// - Throws: `SyntaxError` when the text is no expression, ``CatalogueError`` for an unknown name or argument or a
    ///   parameter outside its range.
    public static func kind(_ text: String) throws -> Kind {
        let call = try NamedCall(text, what: "model")
        return try call.read { (given: inout KernelArguments) throws(CatalogueError) -> Kind in
            switch call.name {
            case "gaussian-process":
                return .gaussianProcess
            case "student-t-process":
                let dof = try given.positive("dof", default: nil)
                return .scaleMixture(.inverseGamma(degreesOfFreedom: dof), noise: try placement(&given))
            case "scale-mixture":
                guard let prior = given.take("prior") else {
                    throw CatalogueError("scale-mixture needs a prior: scale-mixture(inverse_gamma(shape=2, rate=2))")
                }
                let density = try density(prior)
                return .scaleMixture(density, noise: try placement(&given))
            default:
                throw call.unknown(among: names)
            }
        }
    }

    /// The text that reads back as this mixture's density and placement of noise.
    ///
    /// - Throws: ``CatalogueError`` for a density of a type that has no name.
    public static func text(of mixture: ScaleMixture) throws(CatalogueError) -> String {
        let prior = KernelExpression.Argument(try expression(of: mixture.scale))
        let noise = KernelExpression.Argument(
            label: "noise", KernelExpression(.name(mixture.noisePlacement.rawValue)))
        return KernelExpression(.call("scale-mixture", [prior, noise])).description
    }

    private static func placement(_ given: inout KernelArguments) throws(CatalogueError) -> NoisePlacement {
        guard let value = given.takeNamed("noise") else { return .inside }
        guard let name = value.call?.name, let placement = NoisePlacement(rawValue: name) else {
            throw CatalogueError("\(given.name): noise must be inside or outside, not \(value)")
        }
        return placement
    }
}

extension ModelCatalogue.Kind {
    /// The prior of this kind whose process (at scale one) is the given one.
    public func prior(of process: GaussianProcess) -> ModelPrior {
        switch self {
        case .gaussianProcess: .process(process)
        case .scaleMixture(let density, let noise): .mixture(Self.mixture(of: process, density, noise))
        }
    }

    /// Opens the existential: a mixture is made with a concrete density.
    private static func mixture(
        of process: GaussianProcess, _ density: some ScaleDensity, _ noise: NoisePlacement
    ) -> ScaleMixture {
        ScaleMixture(of: process, scale: density, noise: noise)
    }
}
