import Kernels
import Likelihoods
import LinearAlgebra

/// The Laplace approximation of a ``CategoricalProcess`` with the softmax link.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), section 3.5.
public struct SoftmaxInference: Inference, Equatable {
    /// The most Newton steps to the mode, at about (C + ⅓) n³ flops each; ten are usual.
    public var maximumIterations: Int

    /// The Laplace approximation with at most that many Newton steps.
    public init(maximumIterations: Int = 100) {
        precondition(maximumIterations >= 1, "The mode takes at least one step.")
        self.maximumIterations = maximumIterations
    }

    public func posterior(
        of prior: CategoricalProcess, given observations: Observations
    ) throws(ProcessError) -> SoftmaxPosterior {
        SoftmaxPosterior(prior, observations, try mode(of: prior, observations).mode)
    }

    // log q(y) = Ψ - ½ log det (I + K W), as for one function, in C n dimensions
    //
    // With Σ_i the C-by-C posterior covariance at point i and the third cumulants of a label, the determinant pulls at f_ie
    // with s_ie = -½ π_e (q_e - Σ_k π_k q_k), where q_k = (e_k - π)^T Σ_i (e_k - π). With u = s - R K s,
    //     ∂ log q / ∂K = Σ_c ½ (a_c a_c^T - R_cc + u_c a_c^T + a_c u_c^T).
    // Block c, d of Σ_i is δ_cd (k_ii - k_i^T E_c k_i) + t_ci · t_di with t_c = L⁻¹ E_c K and M = L L^T.
    public func evidence(
        of prior: CategoricalProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let (mode, gram) = try mode(of: prior, observations)
        let curvature = mode.curvature
        let n = observations.count
        let classes = 0..<prior.classCount
        let own = curvature.parts.map { $0.posteriorMoments(gram: gram).variances }
        let shared = classes.map { curvature.shared($0, gram) }
        var pull = [Vector](repeating: Vector(count: n), count: prior.classCount)
        for i in 0..<n {
            let columns = shared.map { $0.column(i) }
            let p = mode.probabilities.map { $0[i] }
            let covariance = classes.map { c in
                classes.map { d in dot(columns[c], columns[d]) + (c == d ? own[c][i] : 0) }
            }
            let towardsMean = classes.map { c in zip(covariance[c], p).reduce(0) { $0 + $1.0 * $1.1 } }
            let center = zip(towardsMean, p).reduce(0) { $0 + $1.0 * $1.1 }
            let spreads = classes.map { covariance[$0][$0] - 2 * towardsMean[$0] + center }
            let mean = zip(spreads, p).reduce(0) { $0 + $1.0 * $1.1 }
            for c in classes { pull[c][i] = -0.5 * p[c] * (spreads[c] - mean) }
        }
        let moved = curvature.apply(to: pull.map { multiply(symmetric: gram, $0) })
        var gradient = [Double](repeating: 0, count: prior.parameterCount)
        for c in classes {
            let part = prior.process.kernelPullback(
                at: observations.x, weights: mode.weights[c], shift: pull[c] - moved[c],
                precision: curvature.precision(c))
            for (index, slope) in part.enumerated() { gradient[index] += slope }
        }
        return Evidence(logEvidence: mode.logEvidence, gradient: prior.inFreeCoordinates(gradient))
    }

    private func mode(
        of prior: CategoricalProcess, _ observations: Observations
    ) throws(ProcessError) -> (mode: SoftmaxMode, gram: Matrix) {
        try prior.require(isSoftmax: true)
        let labels = try prior.labels(observations)
        let gram = prior.process.kernel.gram(observations.x)
        let mode = try SoftmaxMode(
            labels: labels, classCount: prior.classCount, gram: gram, maximumIterations: maximumIterations)
        return (mode, gram)
    }
}

extension SoftmaxMode {
    /// The approximate log evidence, in nats.
    var logEvidence: Double { logJoint - 0.5 * curvature.logDeterminant }
}

extension Inference where Self == SoftmaxInference {
    /// The Laplace approximation of a categorical process.
    public static var softmax: SoftmaxInference { SoftmaxInference() }
}
