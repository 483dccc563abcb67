#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// y = f + e with e of Laplace's double exponential distribution: log p = -|y - f| / b - log(2 b).
///
/// Its modes are medians. The log density has a kink at f = y and no curvature elsewhere, so approximations by curvature
/// do not apply to it; expectations do.
public struct LaplaceLikelihood: Likelihood {
    /// The scale b = E|y - f|, in the units of y.
    public var scale: Parameter

    /// Double exponential noise of the given scale.
    public init(scale: Double) { self.scale = .positive(scale) }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("scale", &scale) }

    public var support: Support { .real }
    public var isLogConcave: Bool { true }
    public var isTwiceDifferentiable: Bool { false }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let (b, r) = (scale.value, y - f)
        return LogDensityExpansion(
            value: -abs(r) / b - log(2 * b), first: r == 0 ? 0 : (r > 0 ? 1 : -1) / b, second: 0, third: 0)
    }

    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let (b, r) = (scale.value, y - f)
        return [
            LogDensitySlope(
                value: (abs(r) / b - 1) / b, first: r == 0 ? 0 : (r > 0 ? -1 : 1) / (b * b), second: 0)
        ]
    }

    public func moments(at f: Double) -> ObservationMoments {
        ObservationMoments(mean: f, variance: 2 * scale.value * scale.value)
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        let u = generator.uniform() - 0.5
        return f - (u > 0 ? 1 : -1) * scale.value * log1p(-2 * abs(u))
    }

    /// By the mean of |y - f|, a folded normal variable.
    public func closedFormExpectation(of y: Double, under f: NormalMarginal) -> Double? {
        let (b, r, s) = (scale.value, y - f.mean, f.standardDeviation)
        let spread = s == 0 ? 0 : 2 * s * NormalDistribution.density(r / s)
        let sign = s == 0 ? (r < 0 ? -1 : 1) : erf(r / s * 0.5.squareRoot())
        return -(spread + r * sign) / b - log(2 * b)
    }

    /// The two halves of the convolution are exp(v/(2b²) ± r/b) Φ(-s/b ∓ r/s), added by their logarithms.
    public func closedFormPredictive(of y: Double, under f: NormalMarginal) -> Double? {
        let (b, r, s) = (scale.value, y - f.mean, f.standardDeviation)
        guard s > 0 else { return logDensity(of: y, at: f.mean) }
        let halves = [r, -r].map {
            0.5 * (s / b) * (s / b) + $0 / b + NormalDistribution.logCumulative(-s / b - $0 / s)
        }
        let larger = Swift.max(halves[0], halves[1])
        return larger + log1p(exp(-abs(halves[0] - halves[1]))) - log(2 * b)
    }

    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        ObservationMoments(mean: f.mean, variance: f.variance + 2 * scale.value * scale.value)
    }
}

extension Likelihood where Self == LaplaceLikelihood {
    /// Double exponential noise of the given scale.
    public static func doubleExponential(scale: Double) -> LaplaceLikelihood { LaplaceLikelihood(scale: scale) }
}
