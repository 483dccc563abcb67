import Kernels
import LinearAlgebra

extension Posterior {
    /// Mean and variance of f at m points in blocks: O(n² m) time, O(n) times a block's memory.
    ///
    /// A variance is the prior's less the squared norm of L⁻¹ k(x). Where rounding makes that negative (at observations
    /// without noise) zero stands instead, and `clampedCount` counts it.
    public func predict(at x: Matrix) -> Prediction {
        precondition(
            x.columnCount == observations.inputDimension,
            "The points have \(x.columnCount) coordinates, the observations \(observations.inputDimension).")
        let m = x.rowCount
        var mean = process.mean.values(at: x)
        var variance = process.kernel.diagonal(x)
        var clampedCount = 0
        for start in stride(from: 0, to: m, by: blockSize) {
            let block = start..<Swift.min(start + blockSize, m)
            let cross = process.kernel.cross(observations.x, x.rows(block))
            let correction = multiply(cross, weights, transposingFirst: true)
            let explained = factor.solveLower(consume cross).squaredColumnNorms
            mean.withUnsafeMutablePointer { target in
                for (i, row) in block.enumerated() { target[row] += correction[i] }
            }
            variance.withUnsafeMutablePointer { target in
                for (i, row) in block.enumerated() {
                    let value = target[row] - explained[i]
                    if value < 0 { clampedCount += 1 }
                    target[row] = Swift.max(value, 0)
                }
            }
        }
        return Prediction(mean: mean, variance: variance, noiseVariance: noiseVariance, clampedCount: clampedCount)
    }

    /// The mean of f alone; O(n m), without the triangular solves of the variance.
    public func mean(at x: Matrix) -> Vector {
        var mean = process.mean.values(at: x)
        for start in stride(from: 0, to: x.rowCount, by: blockSize) {
            let block = start..<Swift.min(start + blockSize, x.rowCount)
            let cross = process.kernel.cross(observations.x, x.rows(block))
            let correction = multiply(cross, weights, transposingFirst: true)
            for (i, row) in block.enumerated() { mean[row] += correction[i] }
        }
        return mean
    }

    /// Points a block: about 32 MB of cross-covariances, but enough columns for the triangular solve to run at full
    /// speed.
    private var blockSize: Int { Swift.min(Swift.max(4_000_000 / observations.count, 128), 1024) }
}

extension Matrix {
    /// The squared Euclidean norm of every column.
    var squaredColumnNorms: [Double] {
        withUnsafePointer { p in
            (0..<columnCount).map { j in
                let column = p + j * rowCount
                var (even, odd) = (0.0, 0.0)
                var i = 0
                while i + 1 < rowCount {
                    even += column[i] * column[i]
                    odd += column[i + 1] * column[i + 1]
                    i += 2
                }
                if i < rowCount { even += column[i] * column[i] }
                return even + odd
            }
        }
    }
}
