import CLAPACKE
import COpenBLAS

// L⁻¹ B for many columns at the speed of matrix products
//
// Goals: no slower than dgemm by more than a tenth; tasks outside with one BLAS thread each; no change of B's memory.
//
// dtrsm runs at half the speed of products on one thread, because the substitution within diagonal blocks is a chain of
// short operations. Here the diagonal blocks of L are inverted once (n nb² / 3 flops); then, block row by block row,
//     X_i = (L_ii)⁻¹ (B_i - Σ_{j<i} L_ij X_j)
// is two products, the first with all that lies above at once. The extra work is n nb flops a column beside n².
// The error bound is that of substitution with cond(L) replaced by the largest cond(L_ii) in the last step (Du Croz and
// Higham, IMA J. Numer. Anal. 12 (1992) 1), so blocks are small. Rejected: the explicit inverse of L (as fast, but n³/3
// flops first, and its error grows with cond(L)).

/// A lower triangular factor prepared for solving L X = B with many right-hand sides by concurrent tasks.
public struct ForwardSubstitution: Sendable {
    private let factor: Matrix
    /// The inverses of the diagonal blocks, one after the other, `blockSize` columns of `blockSize` rows each.
    private let inverses: Matrix
    private let blockSize: Int

    /// The order n.
    public var order: Int { factor.rowCount }

    /// Prepares the factor of a Cholesky decomposition; O(n) times the square of the block size.
    public init(_ cholesky: Cholesky, blockSize: Int = 64) {
        precondition(blockSize >= 1, "A block has a row.")
        let (lower, n) = (cholesky.lower, cholesky.order)
        factor = lower
        self.blockSize = blockSize
        let blockCount = (n + blockSize - 1) / blockSize
        inverses = Matrix(rowCount: blockSize, columnCount: blockSize * blockCount) { target in
            target.initialize(repeating: 0, count: blockSize * blockSize * blockCount)
            lower.withUnsafePointer { source in
                for b in 0..<blockCount {
                    let (start, block) = (b * blockSize, target + b * blockSize * blockSize)
                    let size = Swift.min(blockSize, n - start)
                    for j in 0..<size {
                        for i in j..<size { block[i + j * blockSize] = source[start + i + (start + j) * n] }
                    }
                    // Cannot fail: the diagonal of L is positive.
                    _ = LAPACKE_dtrtri_work(
                        LAPACK.columnMajor, LAPACK.Option.lower, LAPACK.Option.nonUnit, Int32(size), block,
                        Int32(blockSize))
                }
            }
        }
    }

    /// Replaces B by L⁻¹ B; n² + n times the block size flops a column. Safe to call from several tasks at once, each with
    /// its own B.
    public func solve(_ rightHandSide: inout Matrix) {
        let (n, count) = (order, rightHandSide.columnCount)
        precondition(rightHandSide.rowCount == n, "The factor acts on \(n) rows, not \(rightHandSide.rowCount).")
        guard n > 0 && count > 0 else { return }
        let scratch = UnsafeMutablePointer<Double>.allocate(capacity: blockSize * count)
        defer { scratch.deallocate() }
        rightHandSide.withUnsafeMutablePointer { b in
            factor.withUnsafePointer { l in
                inverses.withUnsafePointer { inverse in
                    for start in stride(from: 0, to: n, by: blockSize) {
                        let size = Swift.min(blockSize, n - start)
                        if start > 0 {
                            cblas_dgemm(
                                CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(size), Int32(count), Int32(start), -1,
                                l + start, Int32(n), b, Int32(n), 1, b + start, Int32(n))
                        }
                        for j in 0..<count {
                            (scratch + j * blockSize).update(from: b + start + j * n, count: size)
                        }
                        cblas_dgemm(
                            CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(size), Int32(count), Int32(size), 1,
                            inverse + start * blockSize, Int32(blockSize), scratch, Int32(blockSize), 0, b + start,
                            Int32(n))
                    }
                }
            }
        }
    }
}
