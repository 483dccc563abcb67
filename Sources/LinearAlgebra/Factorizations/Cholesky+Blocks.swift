import COpenBLAS

// L⁻¹ B for many columns at nearly the speed of matrix products
//
// Goals: as accurate as substitution; tasks outside with one BLAS thread each; no memory beside B.
//
// Split in halves,
//     L = [L₁ 0; M L₂]:    X₁ = L₁⁻¹ B₁,    X₂ = L₂⁻¹ (B₂ - M X₁),
// and again within L₁ and L₂ until 64 rows are left for dtrsm: half of the work is then one product of order n/2, a quarter
// two of n/4, and so on. Measured at n = 2000 on one thread, in times of n² flops a column at dgemm's speed: 1.27 with 250
// columns (dtrsm as a whole 1.50; block row by block row 1.57, because every row packs all of X again).
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
                HalvedSubstitution(stride: n, columnCount: count, blockSize: blockSize).solve(l, b, rowCount: n)
            }
        }
    }
}

private struct HalvedSubstitution {
    /// The distance between columns, of L and of B.
    let stride: Int
    let columnCount: Int
    let blockSize: Int

    func solve(_ l: UnsafePointer<Double>, _ b: UnsafeMutablePointer<Double>, rowCount: Int) {
        guard rowCount > blockSize else {
            cblas_dtrsm(
                CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, Int32(rowCount), Int32(columnCount),
                1, l, Int32(stride), b, Int32(stride))
            return
        }
        // Whole blocks above the cut.
        let half = (rowCount / 2 + blockSize - 1) / blockSize * blockSize
        let rest = rowCount - half
        solve(l, b, rowCount: half)
        cblas_dgemm(
            CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(rest), Int32(columnCount), Int32(half), -1, l + half,
            Int32(stride), b, Int32(stride), 1, b + half, Int32(stride))
        solve(l + half * (stride + 1), b + half, rowCount: rest)
    }
}
