import Kernels
import LinearAlgebra

/// A normal approximation to a function given observations at n points: with weights a and R = (K + W⁻¹)⁻¹, its mean is
/// m(x) + k(x)^T a and its covariance k(x, z) - k(x)^T R k(z).
struct NormalApproximation: Sendable {
    let process: GaussianProcess
    /// The n points.
    let x: Matrix
    let weights: Vector
    let curvature: SiteCurvature

    /// Mean and variance at m points in blocks; O(n² m).
    func predict(at points: Matrix, noiseVariance: Double = 0) -> Prediction {
        var mean = process.mean.values(at: points)
        var variance = process.kernel.diagonal(points)
        var clampedCount = 0
        let blockSize = 512
        for start in stride(from: 0, to: points.rowCount, by: blockSize) {
            let block = start..<Swift.min(start + blockSize, points.rowCount)
            let cross = process.kernel.cross(x, points.rows(block))
            let correction = multiply(cross, weights, transposingFirst: true)
            let explained = curvature.explained(consume cross)
            for (i, row) in block.enumerated() {
                mean[row] += correction[i]
                let value = variance[row] - explained[i]
                if value < 0 { clampedCount += 1 }
                variance[row] = Swift.max(value, 0)
            }
        }
        return Prediction(mean: mean, variance: variance, noiseVariance: noiseVariance, clampedCount: clampedCount)
    }

    /// The covariance matrix at the rows of `points`.
    func covariance(at points: Matrix) -> Matrix {
        var result = process.kernel.gram(points) - curvature.explainedCovariance(process.kernel.cross(x, points))
        result.symmetrizeFromLower()
        return result
    }
}
