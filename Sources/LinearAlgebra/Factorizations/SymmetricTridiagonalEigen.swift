import CLAPACKE

/// The eigendecomposition T = Q diag(lambda) Q^T of a symmetric tridiagonal matrix, by divide and conquer (dstevd).
///
/// Without the reduction of a full matrix and the way back: at most 4 n^3 / 3 flops, far fewer where eigenvectors are local.
public struct SymmetricTridiagonalEigen: Sendable {
    /// The eigenvalues lambda in ascending order.
    public let values: Vector
    /// The orthonormal eigenvectors Q, one a column, in the order of the values.
    public let vectors: Matrix

    /// Decomposes the matrix with the given diagonal (n entries) and the n - 1 entries beside it.
    ///
    /// - Throws: `FactorizationError.notFinite` or `.noConvergence`.
    public init(diagonal: Vector, offDiagonal: Vector) throws(FactorizationError) {
        let n = diagonal.count
        precondition(
            offDiagonal.count == max(n - 1, 0),
            "A tridiagonal matrix of order \(n) has \(n - 1) entries off the diagonal.")
        for i in 0..<n where !diagonal[i].isFinite { throw .notFinite(row: i, column: i, value: diagonal[i]) }
        for i in 0..<offDiagonal.count where !offDiagonal[i].isFinite {
            throw .notFinite(row: i + 1, column: i, value: offDiagonal[i])
        }
        var (d, e) = (diagonal, offDiagonal)
        var q = Matrix(rowCount: n, columnCount: n)
        if n > 0 {
            let info = LAPACK.withThreads(forOrder: n) {
                d.withUnsafeMutablePointer { d in
                    e.withUnsafeMutablePointer { e in
                        q.withUnsafeMutablePointer { q in
                            LAPACK.withWorkspaces { work, length, integers, integerLength in
                                LAPACKE_dstevd_work(
                                    LAPACK.columnMajor, LAPACK.Option.vectors, Int32(n), d, e, q, Int32(n), work,
                                    length,
                                    integers, integerLength)
                            }
                        }
                    }
                }
            }
            if info > 0 { throw .noConvergence(algorithm: "The tridiagonal eigensolver", unfinished: Int(info)) }
        }
        (values, vectors) = (d, q)
    }
}
