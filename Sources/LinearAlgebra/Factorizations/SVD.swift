import CLAPACKE

/// The thin singular value decomposition A = U diag(s) V^T of an m-by-n matrix, by divide and conquer (dgesdd).
public struct SVD: Sendable {
    /// The left singular vectors U, m-by-k with k = min(m, n), one a column.
    public let leftVectors: Matrix
    /// The singular values s, in descending order.
    public let values: Vector
    /// The right singular vectors V, n-by-k, one a column.
    public let rightVectors: Matrix

    /// Decomposes `matrix`, which serves as scratch if nobody else refers to it.
    ///
    /// - Throws: `FactorizationError.notFinite` or `.noConvergence`.
    public init(of matrix: consuming Matrix) throws(FactorizationError) {
        try matrix.requireFinite()
        let (m, n) = (matrix.rowCount, matrix.columnCount)
        let k = Swift.min(m, n)
        var values = Vector(count: k)
        var left = Matrix(rowCount: m, columnCount: k)
        var rightTransposed = Matrix(rowCount: k, columnCount: n)
        if k > 0 {
            var integers = [Int32](repeating: 0, count: 8 * k)
            let info = LAPACK.withThreads(forOrder: Swift.max(m, n)) {
                matrix.withUnsafeMutablePointer { p in
                    values.withUnsafeMutablePointer { s in
                        left.withUnsafeMutablePointer { u in
                            rightTransposed.withUnsafeMutablePointer { v in
                                LAPACK.withWorkspace {
                                    LAPACKE_dgesdd_work(
                                        LAPACK.columnMajor, LAPACK.Option.thin, Int32(m), Int32(n), p, Int32(m), s,
                                        u, Int32(m), v, Int32(k), $0, $1, &integers)
                                }
                            }
                        }
                    }
                }
            }
            if info > 0 { throw .noConvergence(algorithm: "The singular value solver", unfinished: Int(info)) }
        }
        leftVectors = left
        self.values = values
        rightVectors = rightTransposed.transposed
    }

    /// The number of singular values above `relativeCutoff` times the largest.
    public func rank(relativeCutoff: Double) -> Int {
        guard let largest = values.first, largest > 0 else { return 0 }
        return values.firstIndex { !($0 > relativeCutoff * largest) } ?? values.count
    }

    /// The least-squares solution of A X = B with the smallest norm, singular values below the cutoff taken as zero.
    public func solve(_ rightHandSide: Matrix, relativeCutoff: Double) -> Matrix {
        let rank = rank(relativeCutoff: relativeCutoff)
        let projected = multiply(leftVectors.columns(0..<rank), rightHandSide, transposingFirst: true)
        let inverses = Vector(values.prefix(rank).map { 1 / $0 })
        return rightVectors.columns(0..<rank) * projected.scalingRows(by: inverses)
    }
}
