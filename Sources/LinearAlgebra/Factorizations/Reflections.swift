import CLAPACKE

/// What plain and pivoted QR share: Householder reflections stored below the diagonal of R.
enum Reflections {
    /// The thin Q, m-by-min(m, n) (dorgqr).
    static func orthonormal(_ factors: Matrix, _ scales: Vector) -> Matrix {
        let (m, k) = (factors.rowCount, scales.count)
        var result = factors.columns(0..<k)
        guard m > 0 && k > 0 else { return result }
        LAPACK.withThreads(forOrder: m) {
            result.withUnsafeMutablePointer { p in
                scales.withUnsafePointer { tau in
                    _ = LAPACK.withWorkspace {
                        LAPACKE_dorgqr_work(
                            LAPACK.columnMajor, Int32(m), Int32(k), Int32(k), p, Int32(m), tau, $0, $1)
                    }
                }
            }
        }
        return result
    }

    /// The upper triangle (or trapezium), min(m, n)-by-n.
    static func upperTriangle(_ factors: Matrix) -> Matrix {
        let k = Swift.min(factors.rowCount, factors.columnCount)
        return Matrix(rowCount: k, columnCount: factors.columnCount) { i, j in i <= j ? factors[i, j] : 0 }
    }

    /// Q_full^T B (dormqr), m-by-(columns of B).
    static func applyTransposed(_ factors: Matrix, _ scales: Vector, _ b: Matrix) -> Matrix {
        let (m, k) = (factors.rowCount, scales.count)
        precondition(b.rowCount == m, "The right-hand side needs \(m) rows, not \(b.rowCount).")
        var result = b
        guard b.count > 0 && k > 0 else { return result }
        LAPACK.withThreads(forOrder: Swift.max(m, b.columnCount)) {
            result.withUnsafeMutablePointer { target in
                factors.withUnsafePointer { p in
                    scales.withUnsafePointer { tau in
                        _ = LAPACK.withWorkspace {
                            LAPACKE_dormqr_work(
                                LAPACK.columnMajor, LAPACK.Option.left, LAPACK.Option.transposed, Int32(m),
                                Int32(b.columnCount), Int32(k), p, Int32(m), tau, target, Int32(m), $0, $1)
                        }
                    }
                }
            }
        }
        return result
    }
}
