import COpenBLAS

extension Cholesky {
    /// The solution X of (A + delta I) X = B by two triangular solves; 2 n^2 flops a column.
    public func solve(_ rightHandSide: Matrix) -> Matrix {
        var result = rightHandSide
        lower.solveTriangular(&result, transposed: false)
        lower.solveTriangular(&result, transposed: true)
        return result
    }

    /// The solution X of L X = B.
    public func solveLower(_ rightHandSide: consuming Matrix) -> Matrix {
        lower.solveTriangular(&rightHandSide, transposed: false)
        return rightHandSide
    }

    /// The solution x of L x = b; its squared norm is b^T (A + delta I)^-1 b.
    public func solveLower(_ rightHandSide: Vector) -> Vector {
        solveLower(Matrix(column: rightHandSide)).flattened
    }

    /// The solution X of L^T X = B.
    public func solveLowerTransposed(_ rightHandSide: consuming Matrix) -> Matrix {
        lower.solveTriangular(&rightHandSide, transposed: true)
        return rightHandSide
    }

    /// The solution x of L^T x = b.
    public func solveLowerTransposed(_ rightHandSide: Vector) -> Vector {
        solveLowerTransposed(Matrix(column: rightHandSide)).flattened
    }

    /// L X: independent standard normal columns become samples with covariance A + delta I (dtrmm); n^2 flops a column.
    public func multiplyLower(_ x: consuming Matrix) -> Matrix {
        precondition(x.rowCount == order, "The factor acts on \(order) rows, not \(x.rowCount).")
        let (n, count) = (Int32(order), Int32(x.columnCount))
        guard x.count > 0 else { return x }
        LAPACK.withThreads(forOrder: Swift.max(order, x.columnCount)) {
            x.withUnsafeMutablePointer { target in
                lower.withUnsafePointer {
                    cblas_dtrmm(
                        CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, count, 1, $0, n, target,
                        n)
                }
            }
        }
        return x
    }

    /// L x: a standard normal x becomes a sample with covariance A + delta I.
    public func multiplyLower(_ x: Vector) -> Vector { multiplyLower(Matrix(column: x)).flattened }

    /// b^T (A + delta I)^-1 b as a sum of squares, hence never negative.
    public func inverseQuadraticForm(_ b: Vector) -> Double {
        let whitened = solveLower(b)
        return dot(whitened, whitened)
    }
}

extension Matrix {
    /// Solves L X = B or L^T X = B in place, where L is the lower triangle of this square matrix (dtrsm).
    func solveTriangular(_ rightHandSide: inout Matrix, transposed: Bool, upper: Bool = false) {
        precondition(
            rightHandSide.rowCount == columnCount,
            "The system has \(columnCount) equations, the right-hand side \(rightHandSide.rowCount) rows.")
        let (n, count) = (Int32(columnCount), Int32(rightHandSide.columnCount))
        guard n > 0 && count > 0 else { return }
        let transpose = transposed ? CblasTrans : CblasNoTrans
        let triangle = upper ? CblasUpper : CblasLower
        LAPACK.withThreads(forOrder: Swift.max(columnCount, rightHandSide.columnCount)) {
            rightHandSide.withUnsafeMutablePointer { target in
                withUnsafePointer {
                    if count == 1 {
                        cblas_dtrsv(
                            CblasColMajor, triangle, transpose, CblasNonUnit, n, $0, leadingDimension, target, 1)
                    } else {
                        cblas_dtrsm(
                            CblasColMajor, CblasLeft, triangle, transpose, CblasNonUnit, n, count, 1, $0,
                            leadingDimension, target, n)
                    }
                }
            }
        }
    }
}
