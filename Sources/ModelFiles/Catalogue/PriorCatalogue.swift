import Expressions
import Kernels

/// The names of priors in expressions, such as `log_normal(mean=0, standard_deviation=1)`.
public enum PriorCatalogue {
    /// Reads a prior.
    ///
    /// - Throws: `SyntaxError` or ``CatalogueError``.
    public static func prior(_ text: String) throws -> Prior {
        let expression = try KernelExpression(parsing: text)
        guard let (name, arguments) = expression.call else {
            throw CatalogueError("\(text) is not a prior", at: expression.location)
        }
        var given = KernelArguments(
            name: name, arguments: arguments, location: expression.location, inputDimension: 1)
        let prior = try prior(name, &given)
        try given.finish()
        return prior
    }

    /// The names of all priors. `dimension_scaled` is a log-normal prior and is written as one.
    public static let names = [
        "log_normal", "normal", "gamma", "inverse_gamma", "half_normal", "half_cauchy", "horseshoe", "dimension_scaled",
    ]

    private static func prior(_ name: String, _ given: inout KernelArguments) throws(CatalogueError) -> Prior {
        switch name {
        case "log_normal":
            let mean = try given.number("mean", default: 0)
            return .logNormal(mean: mean, standardDeviation: try given.positive("standard_deviation", default: 1))
        case "normal":
            let mean = try given.number("mean", default: 0)
            return .normal(mean: mean, standardDeviation: try given.positive("standard_deviation", default: 1))
        case "gamma":
            let shape = try given.positive("shape", default: nil)
            return .gamma(shape: shape, rate: try given.positive("rate", default: nil))
        case "inverse_gamma":
            let shape = try given.positive("shape", default: nil)
            return .inverseGamma(shape: shape, rate: try given.positive("rate", default: nil))
        case "half_normal":
            return .halfNormal(standardDeviation: try given.positive("standard_deviation", default: 1))
        case "half_cauchy":
            return .halfCauchy(scale: try given.positive("scale", default: 1))
        case "horseshoe":
            return .horseshoe(scale: try given.positive("scale", default: 1))
        case "dimension_scaled":
            return .dimensionScaled(try given.count("dimension", default: nil, minimum: 1))
        default:
            throw CatalogueError(
                "there is no prior '\(name)'; there are \(names.joined(separator: ", "))",
                at: given.location)
        }
    }

    /// The text that reads back as this prior.
    public static func text(of prior: Prior) -> String {
        let (name, arguments): (String, [KernelExpression.Argument]) =
            switch prior {
            case .logNormal(let mean, let s): ("log_normal", [.named("mean", mean), .named("standard_deviation", s)])
            case .normal(let mean, let s): ("normal", [.named("mean", mean), .named("standard_deviation", s)])
            case .gamma(let shape, let rate): ("gamma", [.named("shape", shape), .named("rate", rate)])
            case .inverseGamma(let shape, let rate): ("inverse_gamma", [.named("shape", shape), .named("rate", rate)])
            case .halfNormal(let s): ("half_normal", [.named("standard_deviation", s)])
            case .halfCauchy(let scale): ("half_cauchy", [.named("scale", scale)])
            case .horseshoe(let scale): ("horseshoe", [.named("scale", scale)])
            }
        return KernelExpression(.call(name, arguments)).description
    }
}
