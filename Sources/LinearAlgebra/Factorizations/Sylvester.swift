import CLAPACKE

/// The equation A X + X B = C for square A (m-by-m) and B (n-by-n), prepared by the Schur forms of both.
///
/// With A = U S U^T and B = V T V^T, the equation S Y + Y T = U^T C V is solved by substitution (dtrsyl) and
/// X = U Y V^T (Bartels and Stewart, Comm. ACM 15 (1972) 820). Each solution costs O(m^2 n + m n^2).
public struct Sylvester: Sendable {
    private let first: RealSchur
    private let second: RealSchur

    /// Prepares the equation with coefficients A and B.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite` or `.noConvergence`.
    public init(_ a: Matrix, _ b: Matrix) throws(FactorizationError) {
        first = try RealSchur(of: a)
        second = try RealSchur(of: b)
    }

    /// The solution X of A X + X B = C.
    ///
    /// - Throws: `FactorizationError.spectraMeet` when A and -B share an eigenvalue to rounding.
    public func solve(_ c: Matrix) throws(FactorizationError) -> Matrix {
        let (m, n) = (first.vectors.rowCount, second.vectors.rowCount)
        precondition(c.rowCount == m && c.columnCount == n, "The right-hand side must be \(m)-by-\(n).")
        guard c.count > 0 else { return c }
        var y = multiply(first.vectors, c, transposingFirst: true) * second.vectors
        var scale = 1.0
        let info = y.withUnsafeMutablePointer { target in
            first.triangular.withUnsafePointer { s in
                second.triangular.withUnsafePointer { t in
                    LAPACKE_dtrsyl_work(
                        LAPACK.columnMajor, LAPACK.Option.plain, LAPACK.Option.plain, 1, Int32(m), Int32(n), s,
                        Int32(m), t, Int32(n), target, Int32(m), &scale)
                }
            }
        }
        guard info == 0, scale != 0 else { throw .spectraMeet }
        let x = multiply(first.vectors * y, second.vectors, transposingSecond: true)
        return scale == 1 ? x : x / scale
    }
}

/// The equation A X + X B = C for symmetric A and B, prepared by their eigendecompositions.
///
/// With A = P diag(a) P^T and B = Q diag(b) Q^T, X = P Y Q^T where Y_ij = (P^T C Q)_ij / (a_i + b_j).
public struct SymmetricSylvester: Sendable {
    private let first: SymmetricEigen
    private let second: SymmetricEigen

    /// Prepares the equation; the lower triangles of A and B are read.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite`, `.noConvergence`, or `.spectraMeet` when some
    ///   a_i + b_j is exactly zero.
    public init(_ a: Matrix, _ b: Matrix) throws(FactorizationError) {
        first = try SymmetricEigen(of: a)
        second = try SymmetricEigen(of: b)
        let negated = Set(second.values.map { 0 - $0 })
        guard !first.values.contains(where: { negated.contains($0) }) else { throw .spectraMeet }
    }

    /// The solution X of A X + X B = C; four products.
    public func solve(_ c: Matrix) -> Matrix {
        let (m, n) = (first.values.count, second.values.count)
        precondition(c.rowCount == m && c.columnCount == n, "The right-hand side must be \(m)-by-\(n).")
        let rotated = multiply(first.vectors, c, transposingFirst: true) * second.vectors
        let y = Matrix(rowCount: m, columnCount: n) { i, j in rotated[i, j] / (first.values[i] + second.values[j]) }
        return multiply(first.vectors * y, second.vectors, transposingSecond: true)
    }
}
