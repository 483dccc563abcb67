import Kernels
import LinearAlgebra

/// Two classes, y = 1 with probability 1 / (1 + exp(-f)) and y = 0 otherwise: f is the log odds.
public struct LogitLikelihood: Likelihood {
    /// The logit likelihood; it has no parameters.
    public init() {}

    public var support: Support { .categories(2) }
    public var isLogConcave: Bool { true }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let z = y > 0 ? f : -f
        let (spread, skew) = logisticSpread(z)
        let e = LogDensityExpansion(
            value: -softplus(-z), first: logistic(-z), second: -spread, third: -spread * skew)
        return y > 0 ? e : e.mirrored
    }

    public func moments(at f: Double) -> ObservationMoments {
        ObservationMoments(mean: logistic(f), variance: logisticSpread(f).spread)
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        generator.uniform() < logistic(f) ? 1 : 0
    }
}

extension Likelihood where Self == LogitLikelihood {
    /// Two classes, 0 and 1, through the logistic function.
    public static var logit: LogitLikelihood { LogitLikelihood() }
}
