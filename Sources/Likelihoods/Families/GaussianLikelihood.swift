#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// y = f + e with e normal: log p = -(y - f)² / (2 v) - log(2 π v) / 2, v the variance of the noise.
public struct GaussianLikelihood: Likelihood {
    /// The variance of the noise, in the units of y squared.
    public var variance: Parameter

    /// Normal noise of the given variance.
    public init(variance: Double) { self.variance = .positive(variance) }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("variance", &variance) }

    public var support: Support { .real }
    public var isLogConcave: Bool { true }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let (v, r) = (variance.value, y - f)
        return LogDensityExpansion(value: logNormal(r, v), first: r / v, second: -1 / v, third: 0)
    }

    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let (v, r) = (variance.value, y - f)
        return [LogDensitySlope(value: 0.5 * (r * r / v - 1) / v, first: -r / (v * v), second: 1 / (v * v))]
    }

    public func moments(at f: Double) -> ObservationMoments { ObservationMoments(mean: f, variance: variance.value) }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        f + variance.value.squareRoot() * generator.normal()
    }

    public func closedFormExpectation(of y: Double, under f: NormalMarginal) -> Double? {
        logNormal(y - f.mean, variance.value) - 0.5 * f.variance / variance.value
    }

    public func closedFormPredictive(of y: Double, under f: NormalMarginal) -> Double? {
        logNormal(y - f.mean, f.variance + variance.value)
    }

    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        ObservationMoments(mean: f.mean, variance: f.variance + variance.value)
    }
}

/// The log density at a deviation r of a normal variable with variance v.
private func logNormal(_ r: Double, _ v: Double) -> Double {
    -0.5 * (r * r / v + log(2 * .pi * v))
}

extension Likelihood where Self == GaussianLikelihood {
    /// Normal noise of the given variance.
    public static func gaussian(variance: Double) -> GaussianLikelihood { GaussianLikelihood(variance: variance) }
}
