import CLAPACKE

/// The real Schur form A = Z T Z^T of a square matrix (dgees, unsorted); about 25 n^3 flops.
public struct RealSchur: Sendable {
    /// The orthogonal Z.
    public let vectors: Matrix
    /// T, upper triangular but for 2-by-2 blocks on the diagonal, one for each pair of complex eigenvalues.
    public let triangular: Matrix
    /// The eigenvalues, in the order of the diagonal of T.
    public let values: [ComplexNumber]

    /// Decomposes a square matrix, in its own storage if nobody else refers to it.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite` or `.noConvergence`.
    public init(of matrix: consuming Matrix) throws(FactorizationError) {
        try matrix.requireSquare()
        try matrix.requireFinite()
        let n = matrix.rowCount
        var z = Matrix(rowCount: n, columnCount: n)
        var real = [Double](repeating: 0, count: n)
        var imaginary = [Double](repeating: 0, count: n)
        if n > 0 {
            var sorted: Int32 = 0
            var unused = [Int32](repeating: 0, count: n)
            let info = LAPACK.withThreads(forOrder: n) {
                matrix.withUnsafeMutablePointer { p in
                    z.withUnsafeMutablePointer { q in
                        LAPACK.withWorkspace {
                            LAPACKE_dgees_work(
                                LAPACK.columnMajor, LAPACK.Option.vectors, LAPACK.Option.plain, nil, Int32(n), p,
                                Int32(n), &sorted, &real, &imaginary, q, Int32(n), $0, $1, &unused)
                        }
                    }
                }
            }
            if info > 0 { throw .noConvergence(algorithm: "The Schur decomposition", unfinished: Int(info)) }
        }
        vectors = z
        triangular = matrix
        values = zip(real, imaginary).map { ComplexNumber($0, $1) }
    }
}
