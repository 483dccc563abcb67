#if canImport(Glibc)
    import Glibc
#endif
import CLAPACKE

/// The factorisation P A = L U of a square matrix with partial pivoting (dgetrf); 2 n^3 / 3 flops.
public struct LU: Sendable {
    /// L below the diagonal (its own diagonal is one) and U on and above it.
    let factors: Matrix
    let pivots: [Int32]
    let oneNorm: Double

    /// The order n of the matrix.
    public var order: Int { factors.rowCount }

    /// Factorises `matrix`, in its own storage if nobody else refers to it.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite`, or `.singular` when a pivot is exactly zero.
    public init(of matrix: consuming Matrix) throws(FactorizationError) {
        try matrix.requireSquare()
        try matrix.requireFinite()
        let n = matrix.rowCount
        var pivots = [Int32](repeating: 0, count: n)
        oneNorm = matrix.oneNorm
        if n > 0 {
            let info = LAPACK.withThreads(forOrder: n) {
                matrix.withUnsafeMutablePointer {
                    LAPACKE_dgetrf_work(LAPACK.columnMajor, Int32(n), Int32(n), $0, Int32(n), &pivots)
                }
            }
            if info > 0 { throw .singular(pivot: Int(info) - 1) }
        }
        factors = matrix
        self.pivots = pivots
    }

    /// The solution X of A X = B; 2 n^2 flops a column.
    public func solve(_ rightHandSide: Matrix) -> Matrix { solve(rightHandSide, LAPACK.Option.plain) }

    /// The solution x of A x = b.
    public func solve(_ rightHandSide: Vector) -> Vector { solve(Matrix(column: rightHandSide)).flattened }

    /// The solution X of A^T X = B.
    public func solveTransposed(_ rightHandSide: Matrix) -> Matrix { solve(rightHandSide, LAPACK.Option.transposed) }

    /// The solution x of A^T x = b.
    public func solveTransposed(_ rightHandSide: Vector) -> Vector {
        solveTransposed(Matrix(column: rightHandSide)).flattened
    }

    /// The solution of A X = B after one step of iterative refinement against the original matrix:
    /// X + A^-1 (B - A X), in working precision (Higham, Accuracy and Stability of Numerical Algorithms, chapter 12).
    public func solve(_ rightHandSide: Matrix, refinedAgainst matrix: Matrix) -> Matrix {
        var solution = solve(rightHandSide)
        var residual = rightHandSide
        accumulateProduct(matrix, solution, into: &residual, scale: -1)
        solution += solve(residual)
        return solution
    }

    /// An estimate of 1 / (|A|_1 |A^-1|_1) (dgecon); zero or tiny means that solutions carry no correct digit.
    public var reciprocalConditionNumber: Double {
        let n = order
        guard n > 0 else { return 1 }
        var result = 0.0
        var work = [Double](repeating: 0, count: 4 * n)
        var integers = [Int32](repeating: 0, count: n)
        factors.withUnsafePointer {
            _ = LAPACKE_dgecon_work(
                LAPACK.columnMajor, LAPACK.Option.oneNorm, Int32(n), $0, Int32(n), oneNorm, &result, &work, &integers)
        }
        return result
    }

    /// The sign of the determinant and the logarithm of its magnitude.
    public var determinant: (sign: Double, logMagnitude: Double) {
        var (sign, logMagnitude) = (1.0, 0.0)
        for i in 0..<order {
            let pivot = factors[i, i]
            if (pivot < 0) != (Int(pivots[i]) != i + 1) { sign = -sign }
            logMagnitude += log(abs(pivot))
        }
        return (sign, logMagnitude)
    }

    private func solve(_ rightHandSide: Matrix, _ transpose: CChar) -> Matrix {
        precondition(
            rightHandSide.rowCount == order,
            "The system has \(order) equations, the right-hand side \(rightHandSide.rowCount) rows.")
        guard rightHandSide.count > 0 else { return rightHandSide }
        var result = rightHandSide
        let (n, count) = (Int32(order), Int32(rightHandSide.columnCount))
        LAPACK.withThreads(forOrder: Swift.max(order, rightHandSide.columnCount)) {
            result.withUnsafeMutablePointer { target in
                factors.withUnsafePointer {
                    _ = LAPACKE_dgetrs_work(LAPACK.columnMajor, transpose, n, count, $0, n, pivots, target, n)
                }
            }
        }
        return result
    }
}

extension Matrix {
    /// The largest column sum of magnitudes.
    public var oneNorm: Double {
        withUnsafePointer { p in
            (0..<columnCount).reduce(0.0) { largest, j in
                Swift.max(largest, (0..<rowCount).reduce(0.0) { $0 + abs(p[$1 + j * rowCount]) })
            }
        }
    }
}
