import Expressions
import GaussianProcesses
import Kernels

extension ModelCatalogue {
    /// The names of mixing densities, in the order people read them.
    public static let densityNames = [
        "inverse_gamma", "gamma", "burr12", "beta_prime", "half_cauchy", "log_normal", "sampled",
    ]

    /// Reads a mixing density such as `burr12(c=2, d=3)`; every parameter is checked before a density is made of it.
    static func density(_ expression: KernelExpression) throws(CatalogueError) -> any ScaleDensity {
        guard let call = expression.call else { throw CatalogueError("'\(expression)' does not name a density") }
        var given = KernelArguments(
            name: call.name, arguments: call.arguments, location: expression.location, inputDimension: 1)
        let density = try read(&given)
        try given.finish()
        return density
    }

    private static func read(_ given: inout KernelArguments) throws(CatalogueError) -> any ScaleDensity {
        switch given.name {
        case "inverse_gamma":
            let shape = try given.positive("shape", default: nil)
            return InverseGammaScale(shape: shape, rate: try given.positive("rate", default: nil))
        case "gamma":
            let shape = try given.positive("shape", default: nil)
            return GammaScale(shape: shape, rate: try given.positive("rate", default: nil))
        case "burr12":
            let c = try given.positive("c", default: nil)
            let d = try given.positive("d", default: nil)
            return BurrScale(power: c, tailShape: d, scale: try given.positive("scale", default: 1))
        case "beta_prime":
            let a = try given.positive("a", default: nil)
            let b = try given.positive("b", default: nil)
            return BetaPrimeScale(shape: a, tailShape: b, scale: try given.positive("scale", default: 1))
        case "half_cauchy":
            let scale = try given.positive("scale", default: 1)
            return HalfCauchyScale(scale: scale, of: try quantity(&given))
        case "log_normal":
            let mean = try given.number("mean", default: 0)
            guard mean.isFinite else { throw CatalogueError("log_normal: mean = \(mean) must be finite") }
            return LogNormalScale(
                logMean: mean, logStandardDeviation: try given.positive("standard_deviation", default: 1))
        case "sampled":
            let scales = try given.requiredNumbers("scales")
            let weights = try given.numbers(named: "weights")
            do { return try SampledScale(scales, weights: weights) } catch { throw CatalogueError(error.description) }
        default:
            let hint = Suggestion.hint(for: given.name, among: densityNames).map { "; \($0)" } ?? ""
            throw CatalogueError(
                "there is no density '\(given.name)'\(hint) (there are \(densityNames.joined(separator: ", ")))")
        }
    }

    private static func quantity(
        _ given: inout KernelArguments
    ) throws(CatalogueError) -> HalfCauchyScale.Quantity {
        switch given.takeNamed("of")?.call?.name {
        case nil, "standard_deviation": return .standardDeviation
        case "variance": return .variance
        case let other?: throw CatalogueError("half_cauchy: of must be standard_deviation or variance, not \(other)")
        }
    }

    /// The expression that reads back as this density.
    static func expression(of density: any ScaleDensity) throws(CatalogueError) -> KernelExpression {
        let (name, arguments): (String, [KernelExpression.Argument])
        switch density {
        case let d as InverseGammaScale:
            (name, arguments) = ("inverse_gamma", [.named("shape", d.shape.value), .named("rate", d.rate.value)])
        case let d as GammaScale:
            (name, arguments) = ("gamma", [.named("shape", d.shape.value), .named("rate", d.rate.value)])
        case let d as BurrScale:
            name = "burr12"
            arguments = [
                .named("c", d.power.value), .named("d", d.tailShape.value), .named("scale", d.scale.value),
            ]
        case let d as BetaPrimeScale:
            name = "beta_prime"
            arguments = [
                .named("a", d.shape.value), .named("b", d.tailShape.value), .named("scale", d.scale.value),
            ]
        case let d as HalfCauchyScale:
            let of = d.quantity == .variance ? "variance" : "standard_deviation"
            name = "half_cauchy"
            arguments = [.named("scale", d.scale.value), .init(label: "of", KernelExpression(.name(of)))]
        case let d as LogNormalScale:
            name = "log_normal"
            arguments = [
                .named("mean", d.logMean.value), .named("standard_deviation", d.logStandardDeviation.value),
            ]
        case let d as SampledScale:
            (name, arguments) = ("sampled", [.named("scales", d.scales), .named("weights", d.weights)])
        default:
            throw CatalogueError(
                "a mixing density of type \(type(of: density)) has no name, so it cannot be written down")
        }
        return KernelExpression(.call(name, arguments))
    }
}

extension KernelArguments {
    /// A list of numbers that must be given, by name or as the next positional argument.
    mutating func requiredNumbers(_ label: String) throws(CatalogueError) -> [Double] {
        guard let expression = take(label), case .list(let elements) = expression.kind else {
            throw CatalogueError("\(name) needs a list: \(label)=[0.5, 1, 2]")
        }
        var values: [Double] = []
        for element in elements {
            guard let value = element.number else {
                throw CatalogueError("\(name): \(element) in \(label) is not a number")
            }
            values.append(value)
        }
        return values
    }
}
