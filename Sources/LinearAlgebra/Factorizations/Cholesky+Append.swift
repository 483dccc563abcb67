import COpenBLAS

extension Cholesky {
    /// The factor of the matrix grown by m rows and columns, without factorising the old part again.
    ///
    /// With A + delta I = L L^T, cross block C (m-by-n: new rows, old columns) and own block D (m-by-m), the new rows
    /// of the factor are M = C L^-T and the factor of the Schur complement D + delta I - M M^T (Golub and Van Loan,
    /// Matrix Computations, 4th edition, section 4.2). The new diagonal gets the same `addedDiagonal` as the old.
    /// Costs m n^2 + m^2 n + m^3 / 3 flops. Only the lower triangle of `own` is read.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite` or `.notPositiveDefinite`; indices count within the
    ///   grown matrix.
    public func appending(cross: Matrix, own: Matrix) throws(FactorizationError) -> Cholesky {
        let (n, m) = (order, own.rowCount)
        precondition(
            cross.rowCount == m && cross.columnCount == n,
            "The cross block must be \(m)-by-\(n), not \(cross.rowCount)-by-\(cross.columnCount).")
        try own.requireSquare()
        do { try cross.requireFinite() } catch { throw error.movedDown(by: n, columns: 0) }
        do { try own.requireFiniteLowerTriangle() } catch { throw error.movedDown(by: n, columns: n) }

        var whitened = cross.transposed
        lower.solveTriangular(&whitened, transposed: false)
        var schur = own
        if addedDiagonal != 0 { schur.addToDiagonal(addedDiagonal) }
        if n > 0 && m > 0 {
            schur.withUnsafeMutablePointer { target in
                whitened.withUnsafePointer {
                    cblas_dsyrk(
                        CblasColMajor, CblasLower, CblasTrans, Int32(m), Int32(n), -1, $0, Int32(n), 1, target,
                        Int32(m))
                }
            }
        }
        if let (pivot, value) = schur.factorizeLowerInPlace() {
            throw .notPositiveDefinite(pivot: n + pivot, value: value)
        }
        schur.clearStrictUpper()

        let grown = Matrix(rowCount: n + m, columnCount: n + m) { target in
            lower.withUnsafePointer { old in
                whitened.withUnsafePointer { middle in
                    schur.withUnsafePointer { new in
                        for j in 0..<n {
                            let column = target + j * (n + m)
                            column.initialize(from: old + j * n, count: n)
                            for i in 0..<m { column[n + i] = middle[j + i * n] }
                        }
                        for j in 0..<m {
                            let column = target + (n + j) * (n + m)
                            column.initialize(repeating: 0, count: n)
                            (column + n).initialize(from: new + j * m, count: m)
                        }
                    }
                }
            }
        }
        return Cholesky(lower: grown, addedDiagonal: addedDiagonal)
    }
}

extension FactorizationError {
    /// The same error with its entry's indices counted in a larger matrix.
    fileprivate func movedDown(by rows: Int, columns: Int) -> FactorizationError {
        guard case .notFinite(let row, let column, let value) = self else { return self }
        return .notFinite(row: row + rows, column: column + columns, value: value)
    }
}
