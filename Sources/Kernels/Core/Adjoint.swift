import CVectorMath

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

    /// The sensitivity `scale * base[i + j * stride]`.
    public init(base: UnsafePointer<Double>, rowCount: Int, columnCount: Int, stride: Int, scale: Double = 1) {
        self.base = base
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.stride = stride
        self.scale = scale
    }

    /// Entry (row, column), scaled.
    @inlinable
    public subscript(row: Int, column: Int) -> Double { scale * base[row + column * stride] }

    /// The given column, contiguous and before scaling.
    @inlinable
    public func column(_ index: Int) -> UnsafePointer<Double> { base + index * stride }

    /// The adjoint with every entry multiplied by `factor`.
    public func scaled(by factor: Double) -> Adjoint {
        Adjoint(base: base, rowCount: rowCount, columnCount: columnCount, stride: stride, scale: scale * factor)
    }

    /// ⟨A, K⟩ = Σ_ij A_ij K_ij.
    public func innerProduct(with tile: Tile) -> Double {
        var total = 0.0
        for j in 0..<columnCount { total += cv_dot(column(j), tile.column(j), rowCount) }
        return scale * total
    }

    /// Σ_ij A_ij.
    public var sum: Double {
        var total = 0.0
        for j in 0..<columnCount { total += cv_sum(column(j), rowCount) }
        return scale * total
    }

    /// Calls `body` with the transposed adjoint, for the pairs with x and z exchanged.
    func withTransposed<R>(_ body: (Adjoint) throws -> R) rethrows -> R {
        try Tile.withScratch(rowCount: columnCount, columnCount: rowCount) { scratch in
            for j in 0..<columnCount {
                let a = column(j)
                for i in 0..<rowCount { scratch[j, i] = a[i] }
            }
            return try body(scratch.asAdjoint.scaled(by: scale))
        }
    }
}
