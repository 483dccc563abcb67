import CLAPACKE

/// The eigenvalues and right eigenvectors of a square matrix, A v = lambda v (dgeev); about 25 n^3 flops.
public struct GeneralEigen: Sendable {
    /// The eigenvalues; complex ones come in neighbouring conjugate pairs, positive imaginary part first.
    public let values: [ComplexNumber]
    /// LAPACK's packing: a real eigenvector in one column, a conjugate pair's parts in two.
    private let packedVectors: Matrix

    /// Decomposes a square matrix.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite` or `.noConvergence`.
    public init(of matrix: consuming Matrix) throws(FactorizationError) {
        let n = matrix.columnCount
        var vectors = Matrix(rowCount: n, columnCount: n)
        values = try Self.decompose(&matrix, vectors: &vectors, job: LAPACK.Option.vectors)
        packedVectors = vectors
    }

    /// The eigenvalues alone; about 10 n^3 flops.
    ///
    /// - Throws: as the full decomposition.
    public static func values(of matrix: consuming Matrix) throws(FactorizationError) -> [ComplexNumber] {
        var unused = Matrix(rowCount: 1, columnCount: 1)
        return try decompose(&matrix, vectors: &unused, job: LAPACK.Option.plain)
    }

    /// The eigenvector of `values[index]`, of Euclidean norm one.
    public func vector(_ index: Int) -> [ComplexNumber] {
        let n = values.count
        let imaginary = values[index].imaginary
        return (0..<n).map { i in
            if imaginary > 0 { return ComplexNumber(packedVectors[i, index], packedVectors[i, index + 1]) }
            if imaginary < 0 { return ComplexNumber(packedVectors[i, index - 1], -packedVectors[i, index]) }
            return ComplexNumber(packedVectors[i, index])
        }
    }

    private static func decompose(
        _ matrix: inout Matrix, vectors: inout Matrix, job: CChar
    ) throws(FactorizationError) -> [ComplexNumber] {
        try matrix.requireSquare()
        try matrix.requireFinite()
        let n = matrix.rowCount
        guard n > 0 else { return [] }
        var real = [Double](repeating: 0, count: n)
        var imaginary = [Double](repeating: 0, count: n)
        let leading = vectors.leadingDimension
        let info = LAPACK.withThreads(forOrder: n) {
            matrix.withUnsafeMutablePointer { p in
                vectors.withUnsafeMutablePointer { v in
                    LAPACK.withWorkspace {
                        LAPACKE_dgeev_work(
                            LAPACK.columnMajor, LAPACK.Option.plain, job, Int32(n), p, Int32(n), &real, &imaginary,
                            nil, 1, v, leading, $0, $1)
                    }
                }
            }
        }
        if info > 0 { throw .noConvergence(algorithm: "The eigensolver", unfinished: Int(info)) }
        return zip(real, imaginary).map { ComplexNumber($0, $1) }
    }
}
