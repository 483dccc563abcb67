import Kernels
import LinearAlgebra

extension Posterior {
    /// Mean and variance of f at m points in blocks: O(n² m) time, O(n) times a block's memory for each core.
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
        let width = blockWidth(m)
        let starts = Array(stride(from: 0, to: m, by: width))
        // A few points are left to BLAS; many are cut into blocks, one task each.
        let isCut = starts.count > 1
        mean.withUnsafeMutablePointer { means in
            variance.withUnsafeMutablePointer { variances in
                nonisolated(unsafe) let (means, variances) = (means, variances)
                Parallelism.forEach(starts.count) { index in
                    let block = starts[index]..<Swift.min(starts[index] + width, m)
                    var cross = process.kernel.cross(observations.x, x.rows(block))
                    let correction = multiply(cross, weights, transposingFirst: true)
                    if isCut { factor.solveLowerInBlocks(&cross) } else { cross = factor.solveLower(cross) }
                    let explained = cross.squaredColumnNorms
                    for (i, row) in block.enumerated() {
                        means[row] += correction[i]
                        variances[row] -= explained[i]
                    }
                }
            }
        }
        let clampedCount = variance.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
        return Prediction(
            mean: mean, variance: clampedCount > 0 ? variance.mapped { Swift.max($0, 0) } : variance,
            noiseVariance: noiseVariance, clampedCount: clampedCount)
    }

    /// The mean of f alone; O(n m), without the triangular solves of the variance.
    public func mean(at x: Matrix) -> Vector {
        var mean = process.mean.values(at: x)
        let width = blockWidth(x.rowCount)
        for start in stride(from: 0, to: x.rowCount, by: width) {
            let block = start..<Swift.min(start + width, x.rowCount)
            let cross = process.kernel.cross(observations.x, x.rows(block))
            let correction = multiply(cross, weights, transposingFirst: true)
            for (i, row) in block.enumerated() { mean[row] += correction[i] }
        }
        return mean
    }

    /// Points a block: wide enough for products at full speed, narrow enough to balance the cores; a few are one block.
    private func blockWidth(_ m: Int) -> Int {
        guard m >= 128 else { return Swift.max(m, 1) }
        let blockCount = 2 * ((m + 511) / 512)
        return (m + blockCount - 1) / blockCount
    }
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
