import CLAPACKE

/// The factorisation A P = Q R with column pivoting (dgeqp3): the diagonal of R falls in magnitude, revealing the rank.
public struct PivotedQR: Sendable {
    let factors: Matrix
    let reflectionScales: Vector
    /// Column j of A P is column `permutation[j]` of A (zero-based).
    public let permutation: [Int]

    /// Factorises `matrix`, in its own storage if nobody else refers to it.
    ///
    /// - Throws: `FactorizationError.notFinite`.
    public init(of matrix: consuming Matrix) throws(FactorizationError) {
        try matrix.requireFinite()
        let (m, n) = (matrix.rowCount, matrix.columnCount)
        var scales = Vector(count: Swift.min(m, n))
        var order = [Int32](repeating: 0, count: n)
        if m > 0 && n > 0 {
            LAPACK.withThreads(forOrder: Swift.max(m, n)) {
                matrix.withUnsafeMutablePointer { p in
                    scales.withUnsafeMutablePointer { tau in
                        _ = LAPACK.withWorkspace {
                            LAPACKE_dgeqp3_work(
                                LAPACK.columnMajor, Int32(m), Int32(n), p, Int32(m), &order, tau, $0, $1)
                        }
                    }
                }
            }
        } else {
            order = (0..<n).map { Int32($0 + 1) }
        }
        factors = matrix
        reflectionScales = scales
        permutation = order.map { Int($0) - 1 }
    }

    /// The thin orthonormal factor Q, m-by-min(m, n).
    public var q: Matrix { Reflections.orthonormal(factors, reflectionScales) }

    /// The upper triangular factor R, min(m, n)-by-n, in pivoted column order.
    public var r: Matrix { Reflections.upperTriangle(factors) }

    /// Q_full^T B for the full m-by-m Q.
    public func applyTransposedQ(to b: Matrix) -> Matrix { Reflections.applyTransposed(factors, reflectionScales, b) }

    /// The number of diagonal entries of R larger in magnitude than `relativeCutoff` times the first.
    public func rank(relativeCutoff: Double) -> Int {
        let magnitudes = factors.diagonal.map { abs($0) }
        guard let first = magnitudes.first, first > 0 else { return 0 }
        return magnitudes.firstIndex { !($0 > relativeCutoff * first) } ?? magnitudes.count
    }

    /// A basic least-squares solution: columns beyond the numerical rank get the coefficient zero.
    public func solve(_ rightHandSide: Matrix, relativeCutoff: Double) -> Matrix {
        let rank = rank(relativeCutoff: relativeCutoff)
        var leading = applyTransposedQ(to: rightHandSide).rows(0..<rank)
        factors.rows(0..<rank).columns(0..<rank).solveTriangular(&leading, transposed: false, upper: true)
        var result = Matrix(rowCount: factors.columnCount, columnCount: rightHandSide.columnCount)
        for j in 0..<result.columnCount {
            for i in 0..<rank { result[permutation[i], j] = leading[i, j] }
        }
        return result
    }

    /// A basic least-squares solution for one right-hand side.
    public func solve(_ rightHandSide: Vector, relativeCutoff: Double) -> Vector {
        solve(Matrix(column: rightHandSide), relativeCutoff: relativeCutoff).flattened
    }
}
