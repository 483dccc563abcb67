#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// What each observation is predicted to be from all the others, at unchanged parameters.
public struct LeaveOneOut: Sendable, Equatable {
    /// The n predicted means.
    public var mean: Vector
    /// The n predicted variances of the observations, noise included.
    public var noisyVariance: Vector
    /// log p(y_i | all others), in nats.
    public var logDensities: Vector

    /// Σ_i log p(y_i | all others): the log pseudo-likelihood.
    public var logPseudoLikelihood: Double { logDensities.sum }
}

extension Posterior {
    /// Leave-one-out predictions from C⁻¹ without refitting: mean y_i - α_i / (C⁻¹)_ii and variance 1 / (C⁻¹)_ii.
    ///
    /// - Complexity: 2n³/3 flops and one n-by-n buffer.
    /// - Source: Rasmussen and Williams (2006), eq. 5.12; Sundararajan and Keerthi, Neural Computation 13 (2001) 1103.
    public func leaveOneOut() -> LeaveOneOut {
        let variance = factor.inverse().diagonal.mapped { 1 / $0 }
        let deviations = entrywiseProduct(weights, variance)
        return LeaveOneOut(
            mean: observations.y - deviations, noisyVariance: variance,
            logDensities: deviations.combined(with: variance) { r, v in gaussianLogDensity(r * r / v, log(v), 1) })
    }
}
