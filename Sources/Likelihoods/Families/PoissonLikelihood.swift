#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Counts with mean exp(f): log p = y f - exp(f) - log y!.
public struct PoissonLikelihood: Likelihood {
    /// The Poisson likelihood with logarithmic link; it has no parameters.
    public init() {}

    public var support: Support { .counts }
    public var isLogConcave: Bool { true }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let mean = exp(f)
        return LogDensityExpansion(
            value: y * f - mean - logGamma(y + 1), first: y - mean, second: -mean, third: -mean)
    }

    public func moments(at f: Double) -> ObservationMoments { ObservationMoments(mean: exp(f), variance: exp(f)) }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        generator.poisson(mean: exp(f))
    }

    public func closedFormExpectation(of y: Double, under f: NormalMarginal) -> Double? {
        y * f.mean - f.meanExponential - logGamma(y + 1)
    }

    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        f.logLinkMoments { mean, _ in mean }
    }
}

extension NormalMarginal {
    /// E exp(f).
    var meanExponential: Double { exp(mean + 0.5 * variance) }

    /// Mean and variance of y with mean exp(f) given f, by the law of total variance: `within` is the expected variance
    /// given f from E exp(f) and E exp(2f).
    func logLinkMoments(within: (_ mean: Double, _ meanSquare: Double) -> Double) -> ObservationMoments {
        let mean = meanExponential
        let meanSquare = exp(2 * self.mean + 2 * variance)
        return ObservationMoments(
            mean: mean, variance: within(mean, meanSquare) + mean * mean * expm1(variance))
    }
}

extension Likelihood where Self == PoissonLikelihood {
    /// Counts with mean exp(f).
    public static var poisson: PoissonLikelihood { PoissonLikelihood() }
}
