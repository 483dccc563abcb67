#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Positive values with mean exp(f) and shape k: log p = k log k - log Γ(k) - k f + (k - 1) log y - k y exp(-f).
public struct GammaLikelihood: Likelihood {
    /// The shape k; the coefficient of variation of y is 1/√k.
    public var shape: Parameter

    /// Gamma distributed values with the given shape; one gives exponential ones.
    public init(shape: Double) { self.shape = .positive(shape) }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("shape", &shape) }

    public var support: Support { .positive }
    public var isLogConcave: Bool { true }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let k = shape.value
        let ratio = k * y * exp(-f)
        return LogDensityExpansion(
            value: constant(y) - k * f - ratio, first: ratio - k, second: -ratio, third: ratio)
    }

    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let k = shape.value
        let ratio = y * exp(-f)
        return [
            LogDensitySlope(
                value: log(k) + 1 - digamma(k) - f + log(y) - ratio, first: ratio - 1, second: -ratio)
        ]
    }

    public func moments(at f: Double) -> ObservationMoments {
        ObservationMoments(mean: exp(f), variance: exp(2 * f) / shape.value)
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        // Shapes far below one can underflow to zero, which is outside the support.
        Swift.max(exp(f) * generator.gamma(shape: shape.value) / shape.value, .leastNonzeroMagnitude)
    }

    public func closedFormExpectation(of y: Double, under f: NormalMarginal) -> Double? {
        let k = shape.value
        return constant(y) - k * f.mean - k * y * exp(-f.mean + 0.5 * f.variance)
    }

    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        f.logLinkMoments { _, meanSquare in meanSquare / shape.value }
    }

    private func constant(_ y: Double) -> Double {
        let k = shape.value
        return k * log(k) - logGamma(k) + (k - 1) * log(y)
    }
}

extension Likelihood where Self == GammaLikelihood {
    /// Positive values with mean exp(f).
    public static func gamma(shape: Double) -> GammaLikelihood { GammaLikelihood(shape: shape) }
}
