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

    /// This block as the adjoint of a tile.
    public var asAdjoint: Adjoint {
        Adjoint(base: UnsafePointer(base), rowCount: rowCount, columnCount: columnCount, stride: stride, scale: 1)
    }
}

/// The sensitivity A_ij = dF/dK_ij of a scalar F to the entries of a tile: `scale * base[i + j * stride]`.
public struct Adjoint: @unchecked Sendable {
    /// Entry (0, 0) before scaling.
    public let base: UnsafePointer<Double>
    /// The number of rows.
    public let rowCount: Int
    /// The number of columns.
    public let columnCount: Int
    /// The distance in memory between two columns.
    public let stride: Int
    /// The factor on every entry.
    public let scale: Double

    /// The given column, contiguous and before scaling.
    @inlinable
    public func column(_ index: Int) -> UnsafePointer<Double> { base + index * stride }

    /// The adjoint with every entry multiplied by `factor`.
    public func scaled(by factor: Double) -> Adjoint {
        Adjoint(base: base, rowCount: rowCount, columnCount: columnCount, stride: stride, scale: scale * factor)
    }
}
