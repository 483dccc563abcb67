import Kernels
import Likelihoods
import LinearAlgebra

/// A Gaussian approximation to a process given observations through a likelihood: again a process, and immutable.
///
/// With weights a and R = (K + W⁻¹)⁻¹ for the precisions W of the approximation's terms, the mean of f is
/// m(x) + k(x)^T a and its covariance k(x, z) - k(x)^T R k(z).
///
/// - Source: Rasmussen and Williams (2006), eqs. 3.21, 3.24 and 3.60-3.61.
public struct ApproximatePosterior: Process {
    /// The prior, with the parameters that were conditioned upon.
    public let process: GaussianProcess
    /// The observations.
    public let observations: Observations
    /// The likelihood of the observations; normal noise where the process has a noise variance.
    public let likelihood: any Likelihood
    /// The n weights a of the mean.
    public let weights: Vector
    /// The approximate log evidence log q(y), in nats.
    public let logEvidence: Double
    /// The Newton steps or sweeps it took.
    public let iterations: Int
    let curvature: SiteCurvature

    private var approximation: NormalApproximation {
        NormalApproximation(process: process, x: observations.x, weights: weights, curvature: curvature)
    }

    init(setting: LatentSetting, weights: Vector, curvature: SiteCurvature, logEvidence: Double, iterations: Int) {
        process = setting.process
        observations = setting.observations
        likelihood = setting.likelihood
        self.weights = weights
        self.curvature = curvature
        self.logEvidence = logEvidence
        self.iterations = iterations
    }

    /// The variance of normal noise, if that is the likelihood and the process states it; else zero.
    public var noiseVariance: Double { process.noiseVariance }

    /// Mean and variance of f at m points in blocks; O(n² m).
    ///
    /// A variance that rounding made negative is zero, and `clampedCount` counts it.
    public func predict(at x: Matrix) -> Prediction {
        precondition(
            x.columnCount == observations.inputDimension,
            "The points have \(x.columnCount) coordinates, the observations \(observations.inputDimension).")
        return approximation.predict(at: x, noiseVariance: noiseVariance)
    }

    /// The covariance matrix of f at the rows of `x`: m-by-m, O(n² m + n m²).
    public func covariance(at x: Matrix) -> Matrix {
        approximation.covariance(at: x)
    }
}
