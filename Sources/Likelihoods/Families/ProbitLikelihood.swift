#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Two classes, y = 1 with probability Φ(f) and y = 0 otherwise; Φ is the normal distribution function.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), sections 3.3 and 3.6.
public struct ProbitLikelihood: MomentMatchedLikelihood {
    /// The probit likelihood; it has no parameters.
    public init() {}

    public var support: Support { .categories(2) }
    public var isLogConcave: Bool { true }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        y > 0 ? normalCumulativeExpansion(f) : normalCumulativeExpansion(-f).mirrored
    }

    public func moments(at f: Double) -> ObservationMoments {
        let (p, q) = (NormalDistribution.cumulative(f), NormalDistribution.cumulative(-f))
        return ObservationMoments(mean: p, variance: p * q)
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        generator.uniform() < NormalDistribution.cumulative(f) ? 1 : 0
    }

    public func closedFormPredictive(of y: Double, under f: NormalMarginal) -> Double? {
        logDensity(of: y, at: f.mean / (1 + f.variance).squareRoot())
    }

    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        moments(at: f.mean / (1 + f.variance).squareRoot())
    }

    /// By eq. 3.82: with z = f / √(1 + v) the logarithm of the mass is log Φ(±z), and the moments follow from its slopes.
    public func tilted(by y: Double, _ f: NormalMarginal) -> TiltedMoments {
        let scale = 1 / (1 + f.variance).squareRoot()
        let e = expansion(of: y, at: f.mean * scale)
        let v = f.variance
        return TiltedMoments(
            logMass: e.value, mean: f.mean + v * scale * e.first,
            variance: v + v * v * scale * scale * e.second)
    }
}

extension Likelihood where Self == ProbitLikelihood {
    /// Two classes, 0 and 1, through the normal distribution function.
    public static var probit: ProbitLikelihood { ProbitLikelihood() }
}
