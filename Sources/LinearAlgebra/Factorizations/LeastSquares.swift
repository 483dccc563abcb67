import CLAPACKE

/// The minimum-norm least-squares solution of A X = B by a complete orthogonal factorisation (dgelsy).
///
/// A is m-by-n of any shape and rank, B m-by-p. The rank is the order of the largest leading triangle of the pivoted R
/// whose estimated condition number stays below 1 / `relativeCutoff`. `residualNorm` is |B - A X| (Frobenius),
/// computed from the result.
///
/// - Throws: `FactorizationError.notFinite`.
public func leastSquares(
    _ a: Matrix, _ b: Matrix, relativeCutoff: Double
) throws(FactorizationError) -> (solution: Matrix, rank: Int, residualNorm: Double) {
    precondition(a.rowCount == b.rowCount, "\(a.rowCount) equations need as many right-hand sides, not \(b.rowCount).")
    try a.requireFinite()
    try b.requireFinite()
    let (m, n, p) = (a.rowCount, a.columnCount, b.columnCount)
    guard m > 0 && n > 0 && p > 0 else { return (Matrix(rowCount: n, columnCount: p), 0, b.norm) }
    let height = Swift.max(m, n)
    var scratch = a
    var padded = Matrix(rowCount: height, columnCount: p) { target in
        b.withUnsafePointer { source in
            for j in 0..<p {
                (target + j * height).initialize(from: source + j * m, count: m)
                (target + j * height + m).initialize(repeating: 0, count: height - m)
            }
        }
    }
    var rank: Int32 = 0
    var pivots = [Int32](repeating: 0, count: n)
    LAPACK.withThreads(forOrder: height) {
        scratch.withUnsafeMutablePointer { x in
            padded.withUnsafeMutablePointer { y in
                _ = LAPACK.withWorkspace {
                    LAPACKE_dgelsy_work(
                        LAPACK.columnMajor, Int32(m), Int32(n), Int32(p), x, Int32(m), y, Int32(height), &pivots,
                        relativeCutoff, &rank, $0, $1)
                }
            }
        }
    }
    let solution = padded.rows(0..<n)
    var residual = b
    accumulateProduct(a, solution, into: &residual, scale: -1)
    return (solution, Int(rank), residual.norm)
}

/// The minimum-norm least-squares solution of A x = b; see the form with several right-hand sides.
///
/// - Throws: `FactorizationError.notFinite`.
public func leastSquares(
    _ a: Matrix, _ b: Vector, relativeCutoff: Double
) throws(FactorizationError) -> (solution: Vector, rank: Int, residualNorm: Double) {
    let result = try leastSquares(a, Matrix(column: b), relativeCutoff: relativeCutoff)
    return (result.solution.flattened, result.rank, result.residualNorm)
}
