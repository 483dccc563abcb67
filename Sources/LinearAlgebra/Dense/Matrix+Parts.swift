extension Matrix {
    /// The given column as a vector.
    public func column(_ index: Int) -> Vector {
        precondition(index >= 0 && index < columnCount, "Column \(index) of \(columnCount) does not exist.")
        return Vector(count: rowCount) { target in
            withUnsafePointer { target.initialize(from: $0 + index * rowCount, count: rowCount) }
        }
    }

    /// The given row as a vector.
    public func row(_ index: Int) -> Vector {
        precondition(index >= 0 && index < rowCount, "Row \(index) of \(rowCount) does not exist.")
        return withUnsafePointer { source in
            Vector(count: columnCount) { target in
                for j in 0..<columnCount { target[j] = source[index + j * rowCount] }
            }
        }
    }

    /// The matrix of the given rows, in the given order; a row may be repeated.
    public func rows(_ indices: some Collection<Int>) -> Matrix {
        let chosen = Array(indices)
        precondition(chosen.allSatisfy { $0 >= 0 && $0 < rowCount }, "A chosen row does not exist.")
        return withUnsafePointer { source in
            Matrix(rowCount: chosen.count, columnCount: columnCount) { target in
                for j in 0..<columnCount {
                    for (i, row) in chosen.enumerated() { target[i + j * chosen.count] = source[row + j * rowCount] }
                }
            }
        }
    }

    /// The matrix of the given columns, in the given order; a column may be repeated.
    public func columns(_ indices: some Collection<Int>) -> Matrix {
        let chosen = Array(indices)
        precondition(chosen.allSatisfy { $0 >= 0 && $0 < columnCount }, "A chosen column does not exist.")
        return withUnsafePointer { source in
            Matrix(rowCount: rowCount, columnCount: chosen.count) { target in
                for (j, column) in chosen.enumerated() {
                    (target + j * rowCount).initialize(from: source + column * rowCount, count: rowCount)
                }
            }
        }
    }

    /// The transpose, an n-by-m copy.
    public var transposed: Matrix {
        withUnsafePointer { source in
            Matrix(rowCount: columnCount, columnCount: rowCount) { target in
                // Square tiles keep both sides within the cache.
                let tile = 16
                for j0 in stride(from: 0, to: columnCount, by: tile) {
                    for i0 in stride(from: 0, to: rowCount, by: tile) {
                        for j in j0..<Swift.min(j0 + tile, columnCount) {
                            for i in i0..<Swift.min(i0 + tile, rowCount) {
                                target[j + i * columnCount] = source[i + j * rowCount]
                            }
                        }
                    }
                }
            }
        }
    }

    /// The entries on the main diagonal.
    public var diagonal: Vector {
        let order = Swift.min(rowCount, columnCount)
        return withUnsafePointer { source in
            Vector(count: order) { target in
                for i in 0..<order { target[i] = source[i + i * rowCount] }
            }
        }
    }

    /// The entries as an array of rows, for printing and small examples.
    public var nestedRows: [[Double]] {
        (0..<rowCount).map { row($0).array }
    }

    /// The rows of `top` above the rows of `bottom`.
    public static func stackedVertically(_ top: Matrix, _ bottom: Matrix) -> Matrix {
        precondition(top.columnCount == bottom.columnCount, "Stacked matrices need equal column counts.")
        let height = top.rowCount + bottom.rowCount
        return Matrix(rowCount: height, columnCount: top.columnCount) { target in
            top.withUnsafePointer { a in
                bottom.withUnsafePointer { b in
                    for j in 0..<top.columnCount {
                        (target + j * height).initialize(from: a + j * top.rowCount, count: top.rowCount)
                        (target + j * height + top.rowCount).initialize(
                            from: b + j * bottom.rowCount, count: bottom.rowCount)
                    }
                }
            }
        }
    }

    /// Copies the lower triangle onto the upper one. Square matrices only.
    public mutating func symmetrizeFromLower() {
        precondition(isSquare, "Only a square matrix can be symmetric.")
        let n = rowCount
        withUnsafeMutablePointer { p in
            let tile = 32
            for j0 in stride(from: 0, to: n, by: tile) {
                for i0 in stride(from: j0, to: n, by: tile) {
                    for j in j0..<Swift.min(j0 + tile, n) {
                        for i in Swift.max(i0, j + 1)..<Swift.max(Swift.min(i0 + tile, n), Swift.max(i0, j + 1)) {
                            p[j + i * n] = p[i + j * n]
                        }
                    }
                }
            }
        }
    }
}
