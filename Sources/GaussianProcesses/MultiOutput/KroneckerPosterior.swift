import Kernels
import LinearAlgebra

/// A process of several outputs given complete observations: again a process, whose points have the index of the output
/// in their last column.
public struct KroneckerPosterior: Process {
    /// The prior, with the parameters that were conditioned upon.
    public let process: GaussianProcess
    let factor: KroneckerFactor

    /// The log evidence log p(y) of the observations, in nats.
    public var logEvidence: Double { factor.logEvidence }

    public var noiseVariance: Double { process.noiseVariance }

    init(process: GaussianProcess, factor: KroneckerFactor) {
        self.process = process
        self.factor = factor
    }

    /// Mean and variance of f at m points; O(n² m + n p m), points in blocks.
    ///
    /// The last column of `x` must name an output; where it does not, mean and variance are NaN.
    public func predict(at x: Matrix) -> Prediction {
        var mean = process.mean.values(at: x)
        var variance = process.kernel.diagonal(x)
        var clampedCount = 0
        for start in stride(from: 0, to: x.rowCount, by: 1024) {
            let block = start..<Swift.min(start + 1024, x.rowCount)
            let cross = Cross(factor, x.rows(block))
            let inverse = factor.values.mapped { 1 / $0 }
            let explained = multiply(
                inverse, entrywiseProduct(cross.inputs, cross.inputs), transposingFirst: true)
            let latent = multiply(factor.weights, cross.covariances, transposingFirst: true)
            for (i, row) in block.enumerated() {
                var (shift, reduction) = (0.0, 0.0)
                for a in 0..<cross.outputs.rowCount {
                    shift += latent[a, i] * cross.loadings[a, i]
                    reduction += explained[a, i] * cross.outputs[a, i] * cross.outputs[a, i]
                }
                mean[row] += shift
                let value = variance[row] - reduction
                if value < 0 { clampedCount += 1 }
                variance[row] = value < 0 ? 0 : value
            }
        }
        return Prediction(mean: mean, variance: variance, noiseVariance: noiseVariance, clampedCount: clampedCount)
    }

    /// The covariance matrix of f at m points; O(n² m + p n m²).
    public func covariance(at x: Matrix) -> Matrix {
        let cross = Cross(factor, x)
        var result = process.kernel.gram(x)
        for a in 0..<cross.outputs.rowCount {
            let scales = factor.values.column(a).mapped { 1 / $0.squareRoot() }
            let whitened = cross.inputs.scalingRows(by: scales).scalingColumns(by: cross.outputs.row(a))
            result -= gramProduct(whitened)
        }
        return result
    }

    /// The covariances of the observations with m points, as a product over inputs and outputs.
    private struct Cross {
        /// K_x between the inputs and the points, n-by-m.
        let covariances: Matrix
        /// V^T K_x, n-by-m.
        let inputs: Matrix
        /// The columns of B that belong to the points' outputs, p-by-m.
        let loadings: Matrix
        /// U^T of those, p-by-m.
        let outputs: Matrix

        init(_ factor: KroneckerFactor, _ x: Matrix) {
            let last = x.columnCount - 1
            covariances = factor.base.cross(factor.grid.inputs, x.columns(0..<last))
            inputs = multiply(factor.inputEigen.vectors, covariances, transposingFirst: true)
            let levels = Matrix(rowCount: factor.outputs.levelCount, columnCount: 1) { a, _ in Double(a) }
            loadings = factor.outputs.cross(levels, x.columns([last]))
            outputs = multiply(factor.outputEigen.vectors, loadings, transposingFirst: true)
        }
    }
}
