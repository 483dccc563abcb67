import CLAPACKE

/// The eigendecomposition A = Q diag(lambda) Q^T of a symmetric matrix of order n, by divide and conquer (dsyevd).
///
/// About 9 n^3 flops and two more n-by-n workspaces.
public struct SymmetricEigen: Sendable {
    /// The eigenvalues lambda in ascending order.
    public let values: Vector
    /// The orthonormal eigenvectors Q, one a column, in the order of the values.
    public let vectors: Matrix

    /// Decomposes the symmetric matrix whose lower triangle is that of `matrix`; the upper one is not read.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite` or `.noConvergence`.
    public init(of matrix: consuming Matrix) throws(FactorizationError) {
        values = try Self.decompose(&matrix, job: LAPACK.Option.vectors)
        vectors = matrix
    }

    /// The eigenvalues alone, in ascending order; 4 n^3 / 3 flops.
    ///
    /// - Throws: as the full decomposition.
    public static func values(of matrix: consuming Matrix) throws(FactorizationError) -> Vector {
        try decompose(&matrix, job: LAPACK.Option.plain)
    }

    private static func decompose(_ matrix: inout Matrix, job: CChar) throws(FactorizationError) -> Vector {
        try matrix.requireSquare()
        try matrix.requireFiniteLowerTriangle()
        let n = matrix.rowCount
        var values = Vector(count: n)
        guard n > 0 else { return values }
        let info = LAPACK.withThreads(forOrder: n) {
            matrix.withUnsafeMutablePointer { p in
                values.withUnsafeMutablePointer { w in
                    LAPACK.withWorkspaces { work, length, integers, integerLength in
                        LAPACKE_dsyevd_work(
                            LAPACK.columnMajor, job, LAPACK.Option.lower, Int32(n), p, Int32(n), w, work, length,
                            integers, integerLength)
                    }
                }
            }
        }
        if info > 0 { throw .noConvergence(algorithm: "The symmetric eigensolver", unfinished: Int(info)) }
        return values
    }

    /// Q diag(f(lambda)) Q^T, the matrix function f(A).
    public func applying(_ function: (Double) throws -> Double) rethrows -> Matrix {
        let scaled = vectors.scalingColumns(by: try values.mapped(function))
        return multiply(scaled, vectors, transposingSecond: true)
    }
}
