#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

extension Prediction {
    /// Φ((y_i - μ_i)/s_i) for each observed value, s² with noise: uniform in (0, 1) if the predictions are calibrated.
    public func probabilityIntegralTransform(of y: Vector) -> Vector {
        let deviations = y - mean
        return deviations.combined(with: noisyVariance) { r, v in
            // A prediction without variance is a step at its mean, with one half there.
            r == 0 ? 0.5 : 0.5 * erfc(-r * 0.5.squareRoot() / v.squareRoot())
        }
    }

    /// The central intervals that hold a new observation with the given probability.
    public func noisyInterval(probability: Double) -> (lower: Vector, upper: Vector) {
        precondition(probability >= 0 && probability < 1, "The probability of an interval is below one.")
        let reach = -NormalDistribution.quantile(0.5 * (1 - probability))
        let width = noisyVariance.mapped { reach * $0.squareRoot() }
        return (mean - width, mean + width)
    }

    /// The continuous ranked probability score of each value, in the units of the outputs; see ``Scores/crps``.
    public func rankedProbabilityScores(of y: Vector) -> Vector {
        precondition(y.count == count, "There are \(count) predictions and \(y.count) values.")
        return (y - mean).combined(with: noisyVariance) {
            gaussianCRPS(deviation: $0, standardDeviation: $1.squareRoot())
        }
    }

    /// The mean interval score at the given probability 1 - a: the width of the central interval, and 2/a times the
    /// distance of values outside it; in the units of the outputs, small is good.
    ///
    /// - Source: Gneiting and Raftery, JASA 102 (2007) 359, eq. 43.
    public func intervalScore(of y: Vector, probability: Double) -> Double {
        precondition(y.count == count && y.count > 0, "There are \(count) predictions and \(y.count) values.")
        let (lower, upper) = noisyInterval(probability: probability)
        let penalty = 2 / (1 - probability)
        return (0..<count).reduce(0) { total, i in
            let outside = Swift.max(lower[i] - y[i], y[i] - upper[i], 0)
            return total + upper[i] - lower[i] + penalty * outside
        } / Double(count)
    }

    /// How often central intervals of growing probability hold the values; see ``CalibrationCurve``.
    public func calibration(against y: Vector, levelCount: Int = 99) -> CalibrationCurve {
        CalibrationCurve(probabilityIntegralTransform(of: y), levelCount: levelCount)
    }
}
