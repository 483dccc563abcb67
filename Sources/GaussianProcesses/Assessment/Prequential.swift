import LinearAlgebra

/// What each observation was predicted to be from those before it, at unchanged parameters.
///
/// The factor of C holds it all: with w = L⁻¹ (y - m), the i-th prediction has mean y_i - L_ii w_i and variance L_ii². The
/// log densities add up to the log evidence, which is thus a score of one-step predictions.
///
/// - Source: Dawid, Statistical theory: the prequential approach, J. R. Stat. Soc. A 147 (1984) 278.
public struct Prequential: Sendable, Equatable {
    /// The n one-step predictions of the observations; noise is in their variance.
    public var prediction: Prediction
    /// log p(y_i | y_1 ... y_(i-1)), in nats.
    public var logDensities: Vector

    /// The log densities added up from the first observation on: the last is the log evidence.
    public var cumulativeLogDensities: Vector {
        var total = 0.0
        return logDensities.mapped { density in
            total += density
            return total
        }
    }
}

extension Posterior {
    /// The one-step predictions of the observations in their order; O(n²).
    public func prequential() -> Prequential {
        let whitened = factor.solveLower(observations.y - process.mean.values(at: observations.x))
        let deviations = factor.lower.diagonal
        let variance = deviations.mapped { $0 * $0 }
        let prediction = Prediction(
            mean: observations.y - entrywiseProduct(deviations, whitened), variance: variance)
        return Prequential(prediction: prediction, logDensities: prediction.logDensities(of: observations.y))
    }
}
