extension Matrix {
    /// The block of consecutive rows and columns, as a copy.
    public func block(rows: Range<Int>, columns: Range<Int>) -> Matrix {
        precondition(
            rows.lowerBound >= 0 && rows.upperBound <= rowCount && columns.lowerBound >= 0
                && columns.upperBound <= columnCount, "The block reaches beyond the matrix.")
        return withUnsafePointer { source in
            Matrix(rowCount: rows.count, columnCount: columns.count) { target in
                for (j, column) in columns.enumerated() {
                    (target + j * rows.count).initialize(
                        from: source + rows.lowerBound + column * rowCount, count: rows.count)
                }
            }
        }
    }

    /// Overwrites the entries from the given row and column on with those of `block`.
    public mutating func setBlock(_ block: Matrix, row: Int, column: Int) {
        precondition(
            row >= 0 && column >= 0 && row + block.rowCount <= rowCount && column + block.columnCount <= columnCount,
            "The block reaches beyond the matrix.")
        let stride = rowCount
        withUnsafeMutablePointer { target in
            block.withUnsafePointer { source in
                for j in 0..<block.columnCount {
                    (target + row + (column + j) * stride).update(
                        from: source + j * block.rowCount, count: block.rowCount)
                }
            }
        }
    }

    /// Overwrites one column.
    public mutating func setColumn(_ index: Int, to entries: Vector) {
        setBlock(Matrix(column: entries), row: 0, column: index)
    }

    /// The columns of `left` followed by the columns of `right`.
    public static func stackedHorizontally(_ left: Matrix, _ right: Matrix) -> Matrix {
        precondition(left.rowCount == right.rowCount, "Matrices side by side need equal row counts.")
        return Matrix(rowCount: left.rowCount, columnCount: left.columnCount + right.columnCount) { target in
            left.withUnsafePointer { target.initialize(from: $0, count: left.count) }
            right.withUnsafePointer { (target + left.count).initialize(from: $0, count: right.count) }
        }
    }
}
