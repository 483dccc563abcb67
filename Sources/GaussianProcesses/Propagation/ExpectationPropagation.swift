import Kernels
import Likelihoods
import LinearAlgebra

/// Expectation propagation: each p(y_i | f_i) stands as a normal term whose product with all others has the right
/// moments. For likelihoods with closed-form moments, such as ``ProbitLikelihood``.
///
/// Closer to the exact evidence and class probabilities than the Laplace approximation, at a few times its cost.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), algorithms 3.5, 3.6 and 5.2.
public struct ExpectationPropagation: Inference, Equatable {
    /// The most sweeps over the observations, at O(n³) each.
    public var maximumSweeps: Int
    /// The relative change of every term below which a sweep was the last.
    public var tolerance: Double

    /// Expectation propagation until no term changes by more than the tolerance.
    public init(maximumSweeps: Int = 100, tolerance: Double = 1e-10) {
        precondition(maximumSweeps >= 1 && tolerance > 0, "At least one sweep and a positive tolerance are needed.")
        self.maximumSweeps = maximumSweeps
        self.tolerance = tolerance
    }

    public func posterior(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> ApproximatePosterior {
        let setting = try LatentSetting(process, observations)
        let sites = try sites(in: setting)
        return ApproximatePosterior(
            setting: setting, weights: sites.weights(setting.gram), curvature: sites.curvature,
            logEvidence: sites.logEvidence, iterations: sites.sweeps)
    }

    // At a fixed point the terms are stationary, so K and m enter as in a Gaussian model with observations ν/τ and noise
    // variances 1/τ: with weights b = (K + T⁻¹)⁻¹ (ν/τ - m), ∂ log Z / ∂K = ½ (b b^T - R) and ∂ log Z / ∂m = b. A
    // parameter of the likelihood enters through the masses Z_i alone.
    public func evidence(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let setting = try LatentSetting(process, observations)
        let sites = try sites(in: setting)
        let weights = sites.weights(setting.gram)
        let gradient =
            setting.kernelPullback(
                weights: weights, shift: Vector(count: weights.count), precision: sites.curvature.precision())
            + sites.parameterSlopes + setting.process.mean.pullback(weights, at: observations.x)
        return setting.evidence(sites.logEvidence, naturalGradient: gradient)
    }

    private func sites(in setting: LatentSetting) throws(ProcessError) -> NormalSites {
        guard let likelihood = setting.likelihood as? any MomentMatchedLikelihood else {
            throw .approximation(.noMoments(likelihood: setting.likelihood.name))
        }
        return try NormalSites(
            likelihood, y: setting.observations.y, mean: setting.mean, gram: setting.gram,
            maximumSweeps: maximumSweeps, tolerance: tolerance)
    }
}

extension Inference where Self == ExpectationPropagation {
    /// Expectation propagation.
    public static var expectationPropagation: ExpectationPropagation { ExpectationPropagation() }
}
