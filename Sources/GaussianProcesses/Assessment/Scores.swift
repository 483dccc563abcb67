#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// How well predictions agree with m observed values. Noise counts as part of the predicted variance.
public struct Scores: Sendable, Equatable {
    /// The root mean squared error of the means, in the units of the outputs.
    public var rmse: Double
    /// The mean absolute error of the means, in the units of the outputs.
    public var mae: Double
    /// The mean negative log predictive density, in nats.
    public var nlpd: Double
    /// The mean continuous ranked probability score, in the units of the outputs; it reduces to `mae` as the variance
    /// goes to zero.
    public var crps: Double
    /// The share of values inside the central 95 % interval.
    public var coverage95: Double

    /// The scores of predictions against the values that were then observed.
    ///
    /// With u = (y - μ)/s, the CRPS of N(μ, s²) is s (u (2Φ(u) - 1) + 2φ(u) - 1/√π) (Gneiting and Raftery, JASA 102
    /// (2007) 359, eq. 21).
    public init(of prediction: Prediction, against y: Vector) {
        precondition(y.count == prediction.count, "There are \(prediction.count) predictions and \(y.count) values.")
        precondition(y.count > 0, "Scores need at least one value.")
        let m = Double(y.count)
        let deviations = (y - prediction.mean)
        let noisyDeviation = prediction.noisyVariance.mapped { $0.squareRoot() }
        rmse = deviations.norm / m.squareRoot()
        mae = deviations.reduce(0) { $0 + abs($1) } / m
        nlpd = -prediction.logDensities(of: y).mean
        crps = deviations.combined(with: noisyDeviation, gaussianCRPS).mean
        coverage95 =
            deviations.combined(with: noisyDeviation) { abs($0) <= 1.959_963_984_540_054_2 * $1 ? 1 : 0 }.mean
    }
}

/// The continuous ranked probability score of a normal distribution whose mean misses the value by `deviation`.
func gaussianCRPS(deviation: Double, standardDeviation s: Double) -> Double {
    guard s > 0 else { return abs(deviation) }
    let u = deviation / s
    let centralMass = erf(u * 0.5.squareRoot())
    let density = exp(-0.5 * u * u) / (2 * Double.pi).squareRoot()
    return s * (u * centralMass + 2 * density - 1 / Double.pi.squareRoot())
}
