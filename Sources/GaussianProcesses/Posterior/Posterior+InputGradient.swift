import Kernels
import LinearAlgebra

/// Predictions at m points with their derivatives in the coordinates of the points.
public struct PredictionWithGradient: Sendable, Equatable {
    /// The predictions.
    public var prediction: Prediction
    /// ∂μ(x_i)/∂x_ic, m-by-d.
    public var meanGradient: Matrix
    /// ∂s²(x_i)/∂x_ic of the variance of the function, m-by-d.
    public var varianceGradient: Matrix
}

extension Posterior {
    /// Mean and variance of f at m points, and their gradients in the points.
    ///
    /// ∂μ = ∂m + Σ_j α_j ∂k(x, x_j) and ∂s² = ∂k(x, x) - 2 Σ_j β_j ∂k(x, x_j) with β = C⁻¹ k(x). Unlike the gradient of
    /// the function itself (``FunctionalPredictor/predictGradient(at:)``) this needs no smooth samples.
    ///
    /// - Complexity: O(n² m + n m d) and 2 n-by-m buffers.
    /// - Throws: ``ProcessError`` when the mean's derivative is not known, or the points have another dimension.
    public func predictWithGradient(at x: Matrix) throws(ProcessError) -> PredictionWithGradient {
        try validate(points: x)
        let (kernel, points) = (process.kernel, observations.x)
        let cross = kernel.cross(points, x)
        let whitened = factor.solveLower(cross)
        let explained = whitened.squaredColumnNorms
        var prediction = Prediction(
            mean: process.mean.values(at: x) + multiply(cross, weights, transposingFirst: true),
            variance: kernel.diagonal(x), noiseVariance: noiseVariance)
        for i in 0..<x.rowCount {
            let value = prediction.variance[i] - explained[i]
            if value < 0 { prediction.clampedCount += 1 }
            prediction.variance[i] = Swift.max(value, 0)
        }
        let alpha = weights
        let meanAdjoint = Matrix(rowCount: x.rowCount, columnCount: alpha.count) { alpha[$1] }
        var meanGradient = kernel.crossInputPullback(x, points, adjoint: meanAdjoint)
        meanGradient += try process.meanGradient(at: x)
        let back = factor.solveLowerTransposed(whitened).transposed
        var varianceGradient = -2 * kernel.crossInputPullback(x, points, adjoint: back)
        // k(x, x) changes through both arguments alike.
        let one = Matrix(rowCount: 1, columnCount: 1, repeating: 2)
        for i in 0..<x.rowCount {
            let point = x.rows([i])
            let own = kernel.crossInputPullback(point, point, adjoint: one)
            for c in 0..<x.columnCount { varianceGradient[i, c] += own[0, c] }
        }
        return PredictionWithGradient(
            prediction: prediction, meanGradient: meanGradient, varianceGradient: varianceGradient)
    }
}
