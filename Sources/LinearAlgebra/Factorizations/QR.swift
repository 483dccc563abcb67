import CLAPACKE

/// The factorisation A = Q R of an m-by-n matrix by Householder reflections (dgeqrf); 2 n^2 (m - n / 3) flops, m >= n.
///
/// With k = min(m, n), Q is m-by-k with orthonormal columns and R k-by-n upper triangular.
public struct QR: Sendable {
    /// R on and above the diagonal, the reflections below.
    let factors: Matrix
    let reflectionScales: Vector

    /// Factorises `matrix`, in its own storage if nobody else refers to it.
    ///
    /// - Throws: `FactorizationError.notFinite`.
    public init(of matrix: consuming Matrix) throws(FactorizationError) {
        try matrix.requireFinite()
        let (m, n) = (matrix.rowCount, matrix.columnCount)
        var scales = Vector(count: Swift.min(m, n))
        if m > 0 && n > 0 {
            LAPACK.withThreads(forOrder: Swift.max(m, n)) {
                matrix.withUnsafeMutablePointer { p in
                    scales.withUnsafeMutablePointer { tau in
                        _ = LAPACK.withWorkspace {
                            LAPACKE_dgeqrf_work(
                                LAPACK.columnMajor, Int32(m), Int32(n), p, Int32(m), tau, $0, $1)
                        }
                    }
                }
            }
        }
        factors = matrix
        reflectionScales = scales
    }

    /// The thin orthonormal factor Q, m-by-k.
    public var q: Matrix { Reflections.orthonormal(factors, reflectionScales) }

    /// The upper triangular factor R, k-by-n.
    public var r: Matrix { Reflections.upperTriangle(factors) }

    /// Q_full^T B for the full m-by-m Q; its first k rows are Q^T B, the rest carry the residual.
    public func applyTransposedQ(to b: Matrix) -> Matrix { Reflections.applyTransposed(factors, reflectionScales, b) }

    /// The least-squares solution of A X = B for m >= n and full column rank.
    ///
    /// - Throws: `FactorizationError.singular` when a diagonal entry of R is zero.
    public func solve(_ rightHandSide: Matrix) throws(FactorizationError) -> Matrix {
        let n = factors.columnCount
        precondition(factors.rowCount >= n, "Least squares by QR needs at least as many rows as columns.")
        if let pivot = (0..<n).first(where: { factors[$0, $0] == 0 }) { throw .singular(pivot: pivot) }
        var result = applyTransposedQ(to: rightHandSide).rows(0..<n)
        factors.solveTriangular(&result, transposed: false, upper: true)
        return result
    }

    /// The least-squares solution of A x = b for m >= n and full column rank.
    ///
    /// - Throws: `FactorizationError.singular` when a diagonal entry of R is zero.
    public func solve(_ rightHandSide: Vector) throws(FactorizationError) -> Vector {
        try solve(Matrix(column: rightHandSide)).flattened
    }
}
