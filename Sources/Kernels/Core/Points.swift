import LinearAlgebra

/// A borrowed view of points: n rows of d coordinates, coordinate c of point i at `base[i + c * stride]`.
///
/// A view is valid only while the closure that received it runs. Views are what kernels see, so that tiles of a large
/// Gram matrix cost no copies.
public struct Points: @unchecked Sendable {
    /// Coordinate 0 of point 0.
    public let base: UnsafePointer<Double>
    /// The number of points, n.
    public let count: Int
    /// The number of coordinates, d.
    public let dimension: Int
    /// The distance in memory between two coordinates of one point.
    public let stride: Int

    /// A view of `count` points of `dimension` coordinates.
    public init(base: UnsafePointer<Double>, count: Int, dimension: Int, stride: Int) {
        self.base = base
        self.count = count
        self.dimension = dimension
        self.stride = stride
    }

    /// Coordinate `coordinate` of point `index`.
    @inlinable
    public subscript(index: Int, coordinate: Int) -> Double { base[index + coordinate * stride] }

    /// The given coordinate of all points, contiguous.
    @inlinable
    public func coordinate(_ index: Int) -> UnsafePointer<Double> { base + index * stride }

    /// The points with indices in the given range.
    @inlinable
    public subscript(range: Range<Int>) -> Points {
        Points(base: base + range.lowerBound, count: range.count, dimension: dimension, stride: stride)
    }
}

extension Matrix {
    /// Calls `body` with the rows of the matrix as points.
    @discardableResult
    public func withPoints<R>(_ body: (Points) throws -> R) rethrows -> R {
        try withUnsafePointer {
            try body(Points(base: $0, count: rowCount, dimension: columnCount, stride: rowCount))
        }
    }
}
