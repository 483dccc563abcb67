import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

/// Literals from scikit-learn 1.9.1: `GaussianProcessClassifier(kernel, optimizer=None, max_iter_predict=1000)` on the
/// same 30 points, `base_estimator_.log_marginal_likelihood(theta, eval_gradient=True)` and
/// `base_estimator_.latent_mean_and_variance` at the next four points. It stops Newton's method at a gain of 1e-10.
@Suite("Laplace against scikit-learn") struct ScikitLearnTests {
    struct Golden: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var kernel: any Kernel
        var logEvidence: Double
        var gradient: [Double]
        var mean: [Double]
        var variance: [Double]
    }

    static let goldens = [
        Golden(
            testDescription: "squared exponential",
            kernel: 1.3 * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.7, 1.1])),
            logEvidence: -17.636538057242124,
            gradient: [1.429470301580733, -2.6440082278902155, 0.5233145167038644, 0.15841019003790335],
            mean: [1.0592157597207235, -0.8398546526042634, 0.9592669725721135, -1.1151143182355043],
            variance: [0.417596138351775, 0.30448015590373256, 0.43249811878424893, 0.5950297070064041]),
        Golden(
            testDescription: "Matern 5/2", kernel: 4.0 * Matern52(lengthscales: .perCoordinate([0.3, 0.6, 0.9])),
            logEvidence: -16.03618189525985,
            gradient: [0.642609184852903, -0.21388961452538052, 0.9723798149980503, 0.236080317765747],
            mean: [1.6334377749626023, -1.8602880595330586, 1.9947084173422276, -1.617937170803652],
            variance: [1.3403721398086117, 1.135063463697409, 1.544571143388279, 2.207293107700444]),
    ]

    static let labels: Vector = [
        0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1,
    ]

    @Test(arguments: goldens) func agrees(_ golden: Golden) throws {
        let data = try Observations(weylPoints(30, dimension: 3), Self.labels)
        let process = GaussianProcess(kernel: golden.kernel, likelihood: .logit)
        let evidence = try LaplaceInference.laplace.evidence(of: process, given: data)
        #expect(abs(evidence.logEvidence - golden.logEvidence) < 1e-6)
        #expect(largestDifference(evidence.gradient, golden.gradient) < 1e-5)
        let posterior = try process.conditioned(on: data, using: .laplace)
        let latent = posterior.predict(at: weylPoints(4, dimension: 3, skipping: 30))
        #expect(largestDifference(latent.mean, golden.mean) < 1e-5)
        #expect(largestDifference(latent.variance, golden.variance) < 1e-5)
    }
}
