import Kernels
import LinearAlgebra

/// Exact conditioning of several outputs that are all observed at the same inputs, by the eigendecompositions of their
/// two covariances: O(n³ + p³) for n inputs and p outputs, where a Cholesky factorisation needs (n p)³/3 flops.
///
/// The process has a `Coregionalized` kernel and a noise variance; its observations have the index
/// of the output in their last column, and rows in any order that is the same for every output. The result is that of
/// ``ExactInference``, and a fit works in the same way: `process.fitted(to: observations, using: .kronecker)`.
///
/// - Source: O. Stegle, C. Lippert, J. Mooij, N. Lawrence and K. Borgwardt, Efficient inference in matrix-variate Gaussian
///   models with iid observation noise (2011), sect. 2.
public struct KroneckerInference: Inference, Equatable {
    /// Kronecker inference.
    public init() {}

    /// The process given the observations.
    ///
    /// - Throws: ``ProcessError``; it names the row where outputs are not complete, or what keeps the kernel from being
    ///   a product.
    public func posterior(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> KroneckerPosterior {
        let process = process.started(at: observations)
        return KroneckerPosterior(process: process, factor: try KroneckerFactor(process, observations))
    }

    /// The log evidence with its gradient in every parameter; O(n³ + p³ + n p (n + p)).
    ///
    /// - Throws: ``ProcessError``, as for the posterior.
    public func evidence(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let process = process.started(at: observations)
        let factor = try KroneckerFactor(process, observations)
        var gradient = [Double](repeating: 0, count: factor.outputs.parameterCount)
        factor.outputs.pullbackCovariance(factor.outputSensitivity, into: &gradient)
        let sensitivity = factor.inputSensitivity
        gradient += factor.base.gramPullback(factor.grid.inputs) { tile, rows, columns in
            for (offset, j) in columns.enumerated() {
                for (i, row) in rows.enumerated() {
                    tile[i, offset] = sensitivity[Swift.max(row, j), Swift.min(row, j)]
                }
            }
        }
        if process.noise != nil { gradient.append(factor.noiseSensitivity) }
        gradient += process.mean.pullback(factor.grid.vector(factor.weights), at: observations.x)
        return Evidence(logEvidence: factor.logEvidence, gradient: process.inFreeCoordinates(gradient))
    }
}

extension Inference where Self == KroneckerInference {
    /// Exact inference for outputs that are all observed at the same inputs.
    public static var kronecker: KroneckerInference { KroneckerInference() }
}
