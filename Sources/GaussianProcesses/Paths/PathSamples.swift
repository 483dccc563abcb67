import Kernels
import LinearAlgebra

/// Samples of a posterior process as functions that can be evaluated anywhere, again and again, with their gradients.
///
/// Matheron's rule: with f a sample of the prior and ε of the noise, f(x) + k(x, X) C⁻¹ (y - f(X) - ε) is a sample of the
/// posterior. The prior samples are random Fourier functions, so their law is that of the kernel up to an error of order
/// 1/√`featureCount`; the update is exact, so every sample meets the observations as closely as the noise says.
///
/// - Source: Wilson et al., Efficiently sampling functions from Gaussian process posteriors, ICML (2020).
public struct PathSamples: Sendable {
    private let posterior: Posterior
    private let prior: RandomFourierPaths
    /// n-by-`count`: C⁻¹ (y - m - f(X) - ε).
    private let updates: Matrix

    /// The number of functions.
    public var count: Int { updates.columnCount }
    /// The number of coordinates of a point.
    public var inputDimension: Int { posterior.observations.inputDimension }

    init(of posterior: Posterior, count: Int, featureCount: Int, seed: UInt64) throws(ProcessError) {
        let process = posterior.process
        guard let kernel = process.kernel as? any FrequencySampling else {
            throw .kernel(
                .unsupported(
                    kernel: "\(type(of: process.kernel))",
                    reason: "its power spectrum cannot be sampled, which paths need; take samples at given points."))
        }
        self.posterior = posterior
        let observations = posterior.observations
        var generator = SeededGenerator(seed: seed)
        prior = RandomFourierPaths(
            kernel, dimension: observations.inputDimension, count: count, featureCount: featureCount,
            using: &generator)
        let residual = observations.y - process.mean.values(at: observations.x)
        let drawn = prior.values(at: observations.x)
        let noise = generator.normalMatrix(rowCount: observations.count, columnCount: count)
        let variances = observations.noiseVariances
        let rest = Matrix(rowCount: observations.count, columnCount: count) { i, s in
            let variance = process.noiseVariance + (variances?[i] ?? 0) + posterior.addedDiagonal
            return residual[i] - drawn[i, s] - variance.squareRoot() * noise[i, s]
        }
        updates = posterior.factor.solve(rest)
    }

    /// The values of all functions at the rows of `x`: m-by-`count`, one function a column. O(m (n + F) `count`).
    public func callAsFunction(_ x: Matrix) -> Matrix {
        precondition(x.columnCount == inputDimension, "The paths are functions of \(inputDimension) coordinates.")
        let process = posterior.process
        let mean = process.mean.values(at: x)
        var result = prior.values(at: x)
        accumulateProduct(process.kernel.cross(x, posterior.observations.x), updates, into: &result)
        result.withUnsafeMutablePointer { p in
            for s in 0..<count { for i in 0..<x.rowCount { p[i + s * x.rowCount] += mean[i] } }
        }
        return result
    }

    /// The gradient of one function at the rows of `x`, m-by-d.
    ///
    /// - Throws: ``ProcessError`` when the mean's derivative is not known.
    public func gradient(of path: Int, at x: Matrix) throws(ProcessError) -> Matrix {
        precondition(path >= 0 && path < count, "There are \(count) paths.")
        var result = prior.slopes(of: path, at: x)
        let weights = updates.column(path)
        let adjoint = Matrix(rowCount: x.rowCount, columnCount: weights.count) { weights[$1] }
        result += posterior.process.kernel.crossInputPullback(x, posterior.observations.x, adjoint: adjoint)
        result += try posterior.process.meanGradient(at: x)
        return result
    }
}

extension Posterior {
    /// `count` samples of the function as functions; see ``PathSamples``.
    ///
    /// - Complexity: O(n² `count` + n F d) for F features.
    /// - Throws: ``ProcessError`` when the kernel's spectrum cannot be sampled.
    public func paths(count: Int, featureCount: Int = 1024, seed: UInt64) throws(ProcessError) -> PathSamples {
        precondition(count >= 1 && featureCount >= 1, "There is at least one path and one feature.")
        return try PathSamples(of: self, count: count, featureCount: featureCount, seed: seed)
    }
}

extension GaussianProcess {
    /// The gradient of the prior mean at the rows of `x`, m-by-d.
    func meanGradient(at x: Matrix) throws(ProcessError) -> Matrix {
        var result = Matrix(rowCount: x.rowCount, columnCount: x.columnCount)
        for c in 0..<x.columnCount {
            result.setColumn(c, to: try mean.derivatives(.along(c, dimension: x.columnCount), at: x))
        }
        return result
    }
}
