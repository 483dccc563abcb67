#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Counts with mean m = exp(f) and variance m + m²/k: Poisson counts whose rate is gamma distributed with shape k.
///
/// log p = log Γ(y+k) - log Γ(k) - log y! + y x - (y + k) log(1 + exp(x)), x = f - log k.
public struct NegativeBinomialLikelihood: Likelihood {
    /// The shape k of the rate's gamma distribution; Poisson when large.
    public var shape: Parameter

    /// Overdispersed counts with the given shape.
    public init(shape: Double) { self.shape = .positive(shape) }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("shape", &shape) }

    public var support: Support { .counts }
    public var isLogConcave: Bool { true }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let k = shape.value
        let x = f - log(k)
        let (spread, skew) = logisticSpread(x)
        let binomial = logGamma(y + k) - logGamma(k) - logGamma(y + 1)
        return LogDensityExpansion(
            value: binomial + y * x - (y + k) * softplus(x), first: y - (y + k) * logistic(x),
            second: -(y + k) * spread, third: -(y + k) * spread * skew)
    }

    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let k = shape.value
        let x = f - log(k)
        let (spread, skew) = logisticSpread(x)
        let share = (y + k) / k
        return [
            LogDensitySlope(
                value: digamma(y + k) - digamma(k) - y / k - softplus(x) + share * logistic(x),
                first: -logistic(x) + share * spread, second: -spread + share * spread * skew)
        ]
    }

    public func moments(at f: Double) -> ObservationMoments {
        let mean = exp(f)
        return ObservationMoments(mean: mean, variance: mean + mean * mean / shape.value)
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        generator.poisson(mean: exp(f) * generator.gamma(shape: shape.value) / shape.value)
    }

    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        f.logLinkMoments { mean, meanSquare in mean + meanSquare / shape.value }
    }
}

extension Likelihood where Self == NegativeBinomialLikelihood {
    /// Overdispersed counts with mean exp(f).
    public static func negativeBinomial(shape: Double) -> NegativeBinomialLikelihood {
        NegativeBinomialLikelihood(shape: shape)
    }
}
