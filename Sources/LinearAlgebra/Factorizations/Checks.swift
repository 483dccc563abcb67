extension Matrix {
    /// Throws unless the matrix is square.
    func requireSquare() throws(FactorizationError) {
        guard isSquare else { throw .notSquare(rowCount: rowCount, columnCount: columnCount) }
    }

    /// Throws, naming the first culprit column by column, if an entry is NaN or infinite.
    func requireFinite() throws(FactorizationError) {
        try requireFinite { _ in 0 }
    }

    /// The same for the lower triangle alone; what stands above the diagonal is not looked at.
    func requireFiniteLowerTriangle() throws(FactorizationError) {
        try requireFinite { $0 }
    }

    private func requireFinite(from firstRow: (Int) -> Int) throws(FactorizationError) {
        let culprit: (row: Int, column: Int)? = withUnsafePointer { p in
            for j in 0..<columnCount {
                let first = firstRow(j)
                guard first < rowCount else { continue }
                let column = p + j * rowCount
                // x * 0 is zero for finite x and NaN otherwise: one branch a column.
                var sums = SIMD8<Double>.zero
                var i = first
                while i + 8 <= rowCount {
                    sums += UnsafeRawPointer(column + i).loadUnaligned(as: SIMD8<Double>.self) * 0
                    i += 8
                }
                while i < rowCount {
                    sums[0] += column[i] * 0
                    i += 1
                }
                if sums.sum().isNaN {
                    return (first..<rowCount).first { !column[$0].isFinite }.map { ($0, j) }
                }
            }
            return nil
        }
        if let (row, column) = culprit { throw .notFinite(row: row, column: column, value: self[row, column]) }
    }
}

extension Vector {
    /// Throws, naming the first culprit, if an entry is NaN or infinite.
    func requireFinite() throws(FactorizationError) {
        try Matrix(column: self).requireFinite()
    }
}
