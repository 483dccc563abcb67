#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The expected improvement E[max(f - best, 0)] = s h(z) with z = (μ - best)/s and h(z) = φ(z) + z Φ(z).
///
/// - Source: Jones, Schonlau and Welch, J. Global Optim. 13 (1998) 455, eq. 15.
public struct ExpectedImprovement: Acquisition, Equatable {
    /// The value to improve upon.
    public var best: Double
    /// Whether the function is to be made large or small.
    public var goal: Goal

    /// The expected improvement over `best`.
    public init(over best: Double, goal: Goal = .maximum) {
        self.best = best
        self.goal = goal
    }

    public func value(mean: Double, standardDeviation s: Double) -> AcquisitionValue {
        let gain = goal.sign * (mean - best)
        guard s > 0 else {
            return AcquisitionValue(value: Swift.max(gain, 0), meanSlope: gain > 0 ? goal.sign : 0, deviationSlope: 0)
        }
        let z = gain / s
        return AcquisitionValue(
            value: s * StandardImprovement.value(z), meanSlope: NormalDistribution.cumulative(z),
            deviationSlope: NormalDistribution.density(z)
        ).mirrored(if: goal == .minimum)
    }
}

/// log E[max(f - best, 0)], which keeps a gradient where the expected improvement itself underflows.
///
/// - Source: Ament et al., Unexpected improvements to expected improvement for Bayesian optimization, NeurIPS (2023).
public struct LogExpectedImprovement: Acquisition, Equatable {
    /// The value to improve upon.
    public var best: Double
    /// Whether the function is to be made large or small.
    public var goal: Goal

    /// The logarithm of the expected improvement over `best`.
    public init(over best: Double, goal: Goal = .maximum) {
        self.best = best
        self.goal = goal
    }

    public func value(mean: Double, standardDeviation s: Double) -> AcquisitionValue {
        let gain = goal.sign * (mean - best)
        guard s > 0 else {
            return AcquisitionValue(
                value: gain > 0 ? log(gain) : -.infinity, meanSlope: gain > 0 ? goal.sign / gain : 0,
                deviationSlope: 0)
        }
        let z = gain / s
        let (logValue, slope) = StandardImprovement.logarithm(z)
        return AcquisitionValue(
            value: log(s) + logValue, meanSlope: slope / s, deviationSlope: (1 - z * slope) / s
        ).mirrored(if: goal == .minimum)
    }
}

/// The probability Φ((μ - best)/s) that the function is better than `best`.
///
/// - Source: Kushner, J. Basic Eng. 86 (1964) 97.
public struct ProbabilityOfImprovement: Acquisition, Equatable {
    /// The value to improve upon.
    public var best: Double
    /// Whether the function is to be made large or small.
    public var goal: Goal

    /// The probability of being better than `best`.
    public init(over best: Double, goal: Goal = .maximum) {
        self.best = best
        self.goal = goal
    }

    public func value(mean: Double, standardDeviation s: Double) -> AcquisitionValue {
        let gain = goal.sign * (mean - best)
        guard s > 0 else { return AcquisitionValue(value: gain > 0 ? 1 : 0, meanSlope: 0, deviationSlope: 0) }
        let z = gain / s
        let density = NormalDistribution.density(z)
        return AcquisitionValue(
            value: NormalDistribution.cumulative(z), meanSlope: density / s, deviationSlope: -density * z / s
        ).mirrored(if: goal == .minimum)
    }
}

/// μ + c s for a maximum; -(μ - c s) for a minimum, so that large is better for both.
///
/// - Source: Srinivas et al., IEEE Trans. Inf. Theory 58 (2012) 3250, with c² = β_t.
public struct UpperConfidenceBound: Acquisition, Equatable {
    /// The number c of standard deviations.
    public var multiplier: Double
    /// Whether the function is to be made large or small.
    public var goal: Goal

    /// The bound `multiplier` standard deviations from the mean.
    public init(multiplier: Double = 2, goal: Goal = .maximum) {
        self.multiplier = multiplier
        self.goal = goal
    }

    public func value(mean: Double, standardDeviation s: Double) -> AcquisitionValue {
        AcquisitionValue(
            value: goal.sign * mean + multiplier * s, meanSlope: goal.sign, deviationSlope: multiplier)
    }
}
