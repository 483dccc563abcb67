import CLAPACKE

/// The factorisation P A = L U of a banded matrix with partial pivoting (dgbtrf).
///
/// Costs about 2 n lower (lower + upper) flops and n (2 lower + upper + 1) numbers.
public struct BandedLU: Sendable {
    private let factors: Matrix
    private let pivots: [Int32]
    private let lowerBandwidth: Int
    private let upperBandwidth: Int

    /// The order n of the matrix.
    public var order: Int { factors.columnCount }

    /// Factorises a banded matrix.
    ///
    /// - Throws: `FactorizationError.notFinite` or `.singular`.
    public init(of matrix: BandedMatrix) throws(FactorizationError) {
        let n = matrix.order
        let (kl, ku) = (matrix.lowerBandwidth, matrix.upperBandwidth)
        for j in 0..<n {
            for i in matrix.rows(inColumn: j) where !matrix[i, j].isFinite {
                throw .notFinite(row: i, column: j, value: matrix[i, j])
            }
        }
        // The first `lower` rows of the storage are room for the fill-in that pivoting brings.
        let height = 2 * kl + ku + 1
        var storage = Matrix(rowCount: height, columnCount: n)
        storage.withUnsafeMutablePointer { target in
            matrix.band.withUnsafePointer { source in
                for j in 0..<n {
                    (target + j * height + kl).update(from: source + j * (kl + ku + 1), count: kl + ku + 1)
                }
            }
        }
        var pivots = [Int32](repeating: 0, count: n)
        if n > 0 {
            let info = LAPACK.withThreads(forOrder: Swift.max(kl, ku)) {
                storage.withUnsafeMutablePointer {
                    LAPACKE_dgbtrf_work(
                        LAPACK.columnMajor, Int32(n), Int32(n), Int32(kl), Int32(ku), $0, Int32(height), &pivots)
                }
            }
            if info > 0 { throw .singular(pivot: Int(info) - 1) }
        }
        factors = storage
        self.pivots = pivots
        lowerBandwidth = kl
        upperBandwidth = ku
    }

    /// The solution X of A X = B; O(n (lower + upper)) a column.
    public func solve(_ rightHandSide: Matrix) -> Matrix { solve(rightHandSide, LAPACK.Option.plain) }

    /// The solution x of A x = b.
    public func solve(_ rightHandSide: Vector) -> Vector { solve(Matrix(column: rightHandSide)).flattened }

    /// The solution X of A^T X = B.
    public func solveTransposed(_ rightHandSide: Matrix) -> Matrix { solve(rightHandSide, LAPACK.Option.transposed) }

    private func solve(_ rightHandSide: Matrix, _ transpose: CChar) -> Matrix {
        precondition(
            rightHandSide.rowCount == order,
            "The system has \(order) equations, the right-hand side \(rightHandSide.rowCount) rows.")
        guard rightHandSide.count > 0 else { return rightHandSide }
        var result = rightHandSide
        LAPACK.withThreads(forOrder: Swift.max(lowerBandwidth, upperBandwidth)) {
            result.withUnsafeMutablePointer { target in
                factors.withUnsafePointer {
                    _ = LAPACKE_dgbtrs_work(
                        LAPACK.columnMajor, transpose, Int32(order), Int32(lowerBandwidth), Int32(upperBandwidth),
                        Int32(rightHandSide.columnCount), $0, Int32(factors.rowCount), pivots, target, Int32(order))
                }
            }
        }
        return result
    }
}
