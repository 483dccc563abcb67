#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// How many nats an observation of f without noise is expected to tell about the largest value y* of the function.
///
/// With samples of y* and γ = (y* - μ)/s it is the mean of γ φ(γ)/(2 Φ(γ)) - log Φ(γ).
///
/// - Source: Wang and Jegelka, Max-value entropy search for efficient Bayesian optimization, ICML (2017), eq. 6.
public struct MaximumValueEntropy: Acquisition, Equatable {
    /// Samples of the function's largest (or least) value.
    public var optima: [Double]
    /// Whether the optima are largest or least values.
    public var goal: Goal

    /// The information about an optimum of which samples are known; see `Process.optimumSamples(among:count:goal:seed:)`.
    public init(optima: [Double], goal: Goal = .maximum) {
        precondition(!optima.isEmpty, "The entropy needs at least one sample of the optimum.")
        self.optima = optima
        self.goal = goal
    }

    public func value(mean: Double, standardDeviation s: Double) -> AcquisitionValue {
        guard s > 0 else { return AcquisitionValue(value: 0, meanSlope: 0, deviationSlope: 0) }
        var (value, slope, weightedSlope) = (0.0, 0.0, 0.0)
        for optimum in optima {
            let gamma = goal.sign * (optimum - mean) / s
            let logCumulative = NormalDistribution.logCumulative(gamma)
            let ratio = exp(NormalDistribution.logDensity(gamma) - logCumulative)
            value += 0.5 * gamma * ratio - logCumulative
            // d(φ/Φ)/dγ = -(φ/Φ)(γ + φ/Φ).
            let own = -0.5 * ratio * (1 + gamma * (gamma + ratio))
            slope += own
            weightedSlope += own * gamma
        }
        let count = Double(optima.count)
        return AcquisitionValue(
            value: value / count, meanSlope: -slope / (count * s), deviationSlope: -weightedSlope / (count * s)
        ).mirrored(if: goal == .minimum)
    }
}

extension Process {
    /// `count` samples of the largest (or least) value of f among m candidate points: the knowledge of the optimum.
    ///
    /// - Complexity: O(m³ + m² `count`).
    /// - Throws: ``ProcessError`` when the covariance is not finite.
    public func optimumSamples(
        among candidates: Matrix, count: Int, goal: Goal = .maximum, seed: UInt64
    ) throws(ProcessError) -> [Double] {
        precondition(candidates.rowCount > 0, "There is no optimum among no points.")
        let samples = try samples(at: candidates, count: count, seed: seed)
        return (0..<count).map { s in
            goal.sign * samples.column(s).reduce(-Double.infinity) { Swift.max($0, goal.sign * $1) }
        }
    }

    /// The probability of each of m candidate points to have the largest (or least) value among them, from samples.
    ///
    /// - Complexity: O(m³ + m² `count`).
    /// - Throws: ``ProcessError`` when the covariance is not finite.
    public func optimumProbabilities(
        among candidates: Matrix, count: Int = 1000, goal: Goal = .maximum, seed: UInt64
    ) throws(ProcessError) -> Vector {
        precondition(candidates.rowCount > 0 && count > 0, "There is no optimum among no points.")
        let samples = try samples(at: candidates, count: count, seed: seed)
        var result = Vector(count: candidates.rowCount)
        for s in 0..<count {
            let column = samples.column(s)
            if let best = column.indices.max(by: { goal.sign * column[$0] < goal.sign * column[$1] }) {
                result[best] += 1 / Double(count)
            }
        }
        return result
    }
}
