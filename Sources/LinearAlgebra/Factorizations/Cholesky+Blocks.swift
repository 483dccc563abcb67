import COpenBLAS

// L⁻¹ B for many columns at nearly the speed of matrix products
//
// Goals: as accurate as substitution; tasks outside with one BLAS thread each; no memory beside B.
//
// dtrsm as a whole runs at half the speed of products on one thread. Block row by block row,
//     L_ii X_i = B_i - Σ_{j<i} L_ij X_j,
// it is left with the small systems on the diagonal, a share nb/n of the work, and one long product does the rest.
// Rejected: inverting the diagonal blocks, which turns everything into products. On a Gram matrix of condition number
// 1e14 its residuals were 4000 times larger, because a block of near neighbours is as ill conditioned as the whole.

extension Cholesky {
    /// Replaces B by L⁻¹ B, n² flops a column, with as many BLAS threads as the caller has. Meant for concurrent tasks with
    /// some hundred columns each; `solveLower(_:)` is for one caller.
    public func solveLowerInBlocks(_ rightHandSide: inout Matrix, blockSize: Int = 64) {
        let (n, count) = (order, rightHandSide.columnCount)
        precondition(rightHandSide.rowCount == n, "The factor acts on \(n) rows, not \(rightHandSide.rowCount).")
        precondition(blockSize >= 1, "A block has a row.")
        guard n > 0 && count > 0 else { return }
        rightHandSide.withUnsafeMutablePointer { b in
            lower.withUnsafePointer { l in
                for start in stride(from: 0, to: n, by: blockSize) {
                    let size = Swift.min(blockSize, n - start)
                    if start > 0 {
                        cblas_dgemm(
                            CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(size), Int32(count), Int32(start), -1,
                            l + start, Int32(n), b, Int32(n), 1, b + start, Int32(n))
                    }
                    cblas_dtrsm(
                        CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, Int32(size), Int32(count), 1,
                        l + start * (n + 1), Int32(n), b + start, Int32(n))
                }
            }
        }
    }
}
