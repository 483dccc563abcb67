/// A kernel given by a formula for one pair of points: the shortest way to a new kernel.
///
/// Everything else follows (see `Docs/Adding-a-kernel.md`). The loop over a tile runs in the kernel's own module, where
/// `value(_:_:)` is inlined.
public protocol PointwiseKernel: Kernel {
    /// k(x, z) for two points of d coordinates. Must be symmetric.
    func value(_ x: Point, _ z: Point) -> Double
}

/// One point of a view.
public struct Point: Sendable {
    /// The view.
    @usableFromInline let points: Points
    /// The index in the view.
    @usableFromInline let index: Int

    /// Point `index` of `points`.
    @inlinable
    public init(_ points: Points, _ index: Int) {
        self.points = points
        self.index = index
    }

    /// The number of coordinates, d.
    @inlinable
    public var dimension: Int { points.dimension }

    /// The given coordinate.
    @inlinable
    public subscript(coordinate: Int) -> Double { points[index, coordinate] }
}

extension PointwiseKernel {
    @inlinable
    public func fill(_ tile: Tile, at pairs: Pairs) {
        for j in 0..<tile.columnCount {
            let z = Point(pairs.z, j)
            let column = tile.column(j)
            // Where the points coincide the lower triangle is computed and mirrored: exactly symmetric.
            let first = pairs.coincide ? j : 0
            for i in first..<tile.rowCount { column[i] = value(Point(pairs.x, i), z) }
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }
}
