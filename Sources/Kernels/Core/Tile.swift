/// A borrowed block of a matrix for writing: entry (i, j) at `base[i + j * stride]`.
public struct Tile: @unchecked Sendable {
    /// Entry (0, 0).
    public let base: UnsafeMutablePointer<Double>
    /// The number of rows.
    public let rowCount: Int
    /// The number of columns.
    public let columnCount: Int
    /// The distance in memory between two columns.
    public let stride: Int

    /// A block of `rowCount` by `columnCount` entries.
    public init(base: UnsafeMutablePointer<Double>, rowCount: Int, columnCount: Int, stride: Int) {
        self.base = base
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.stride = stride
    }

    /// The given column, contiguous.
    @inlinable
    public func column(_ index: Int) -> UnsafeMutablePointer<Double> { base + index * stride }

    /// Entry (row, column).
    @inlinable
    public subscript(row: Int, column: Int) -> Double {
        get { base[row + column * stride] }
        nonmutating set { base[row + column * stride] = newValue }
    }

    /// Calls `body` with an uninitialised scratch tile of the given size.
    @inlinable
    public static func withScratch<R>(
        rowCount: Int, columnCount: Int, _ body: (Tile) throws -> R
    ) rethrows -> R {
        let scratch = UnsafeMutablePointer<Double>.allocate(capacity: Swift.max(rowCount * columnCount, 1))
        defer { scratch.deallocate() }
        return try body(Tile(base: scratch, rowCount: rowCount, columnCount: columnCount, stride: rowCount))
    }

    /// The block of the given rows and columns.
    @inlinable
    public subscript(rows: Range<Int>, columns: Range<Int>) -> Tile {
        Tile(
            base: base + rows.lowerBound + columns.lowerBound * stride, rowCount: rows.count,
            columnCount: columns.count, stride: stride)
    }

    /// Writes `value` everywhere.
    public func fill(repeating value: Double) {
        for j in 0..<columnCount { column(j).update(repeating: value, count: rowCount) }
    }

    /// Copies the lower triangle of a square tile onto its upper triangle.
    public func mirrorLowerTriangle() {
        for j in 0..<columnCount {
            for i in 0..<j { self[i, j] = self[j, i] }
        }
    }

    /// This block as the adjoint of a tile.
    public var asAdjoint: Adjoint {
        Adjoint(base: UnsafePointer(base), rowCount: rowCount, columnCount: columnCount, stride: stride, scale: 1)
    }
}
