import Kernels
import Likelihoods
import LinearAlgebra

/// The Laplace approximation: a Gaussian posterior with the mode and the curvature of p(y | f) N(f; m, K).
///
/// Exact for normal noise. Needs log densities with two derivatives; where they are not concave (``StudentTLikelihood``) the
/// mode found is the one uphill from the prior mean.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), algorithms 3.1, 3.2 and 5.1.
public struct LaplaceInference: Inference, Equatable {
    /// The most Newton steps to the mode, at n³/3 flops each; ten are usual.
    public var maximumIterations: Int

    /// The Laplace approximation with at most that many Newton steps.
    public init(maximumIterations: Int = 100) {
        precondition(maximumIterations >= 1, "The mode takes at least one step.")
        self.maximumIterations = maximumIterations
    }

    public func posterior(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> ApproximatePosterior {
        let setting = try LatentSetting(process, observations)
        let mode = try mode(in: setting)
        return ApproximatePosterior(
            setting: setting, weights: mode.point.weights, curvature: mode.curvature,
            logEvidence: mode.logEvidence, iterations: mode.iterations)
    }

    // log q(y) = Ψ(f̂) - ½ log det (I + K W) at the mode f̂
    //
    // Ψ is stationary in f, so only the determinant feels f̂ move: through s_i = ½ Σ_ii ∂³ log p_i with Σ = (K⁻¹ + W)⁻¹.
    // From f̂ = m + K ∇ log p the mode moves by (I + K W)⁻¹ (∂m + ∂K a + K ∂∇ log p), so with u = (I + W K)⁻¹ s
    //     ∂ log q / ∂K = ½ (a a^T - R + u a^T + a u^T),     ∂ log q / ∂m = a + u,
    //     ∂ log q / ∂θ = Σ_i ∂θ log p_i + ½ Σ_ii ∂θ ∂² log p_i + (K u)_i ∂θ ∂ log p_i
    // for a parameter θ of the likelihood. Beside the mode: 2n³/3 flops for R and diag Σ together.
    public func evidence(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let setting = try LatentSetting(process, observations)
        let mode = try mode(in: setting)
        let (point, curvature) = (mode.point, mode.curvature)
        let (precision, variances) = curvature.posteriorMoments(gram: setting.gram)
        let pull = 0.5 * entrywiseProduct(variances, point.expansions.third)
        let shift = curvature.reduced(pull, gram: setting.gram)
        let moved = multiply(symmetric: setting.gram, shift)

        var slopes = [Double](repeating: 0, count: setting.likelihood.parameterCount)
        if !slopes.isEmpty {
            for i in 0..<observations.count {
                let parts = setting.likelihood.parameterSlopes(of: observations.y[i], at: point.f[i])
                for (index, part) in parts.enumerated() {
                    slopes[index] += part.value + 0.5 * variances[i] * part.second + moved[i] * part.first
                }
            }
        }
        let gradient =
            setting.kernelPullback(weights: point.weights, shift: shift, precision: precision) + slopes
            + setting.process.mean.pullback(point.weights + shift, at: observations.x)
        return setting.evidence(mode.logEvidence, naturalGradient: gradient)
    }

    private func mode(in setting: LatentSetting) throws(ProcessError) -> PosteriorMode {
        guard setting.likelihood.isTwiceDifferentiable else {
            throw .approximation(.notTwiceDifferentiable(likelihood: setting.likelihood.name))
        }
        return try PosteriorMode(
            of: setting.likelihood, y: setting.observations.y, mean: setting.mean, gram: setting.gram,
            maximumIterations: maximumIterations)
    }
}

extension PosteriorMode {
    /// The approximate log evidence, in nats.
    fileprivate var logEvidence: Double { point.logJoint - 0.5 * curvature.logDeterminant }
}

extension Inference where Self == LaplaceInference {
    /// The Laplace approximation.
    public static var laplace: LaplaceInference { LaplaceInference() }
}
