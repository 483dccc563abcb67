import LinearAlgebra

/// The solution of a problem with a sampled source, with everything that tells how far to trust it.
public struct SampledSolution: Sendable {
    /// How well equations outside the fit are met.
    public enum Resolution: String, Sendable {
        /// The held-out equations are met to 1e-6 or better.
        case resolved
        /// The held-out equations are met to between 1e-6 and 1e-2.
        case approximate
        /// The held-out equations are met, but by frequencies near the Nyquist limit, which may be folded ones.
        case aliasingSuspected
        /// The held-out equations are missed by more than 1e-2: the solution is not to be used.
        case notResolved
    }

    /// u as a sum of features; its derivatives are exact.
    public var expansion: FeatureExpansion
    /// The verdict on held-out equations and check samples.
    public var resolution: Resolution
    /// The relative residual of the held-out equations for the chosen features. It bounds f, not u.
    public var leftOutResidual: Double
    /// The relative residual at the check samples, nil when there are none.
    public var checkResidual: Double?
    /// Every candidate, in the order of trial.
    public var candidates: [CandidateReport]
    /// The label of the chosen candidate.
    public var chosen: String { expansion.features.label }
    /// The steady frequencies read off a uniform grid, strongest in u first; empty where f is no sum of tones.
    public var frequencies: [FrequencyEstimate]
    /// pi / h for uniform samples: what the samples cannot show lies above it.
    public var nyquistFrequency: Double?
    /// The band around u, or why there is none.
    public var band: SampledBand
    /// Sentences that a user must see.
    public var warnings: [String]

    /// u^(k) at the points, for k = 0 ... `order`.
    public func derivatives(upTo order: Int, at points: [Double]) -> [Vector] {
        expansion.derivatives(upTo: order, at: points)
    }

    /// u at the points.
    public func values(at points: [Double]) -> Vector {
        derivatives(upTo: 0, at: points)[0]
    }
}
