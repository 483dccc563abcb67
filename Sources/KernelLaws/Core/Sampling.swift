import LinearAlgebra

/// Where a law draws its inputs.
public struct Sampling: Sendable {
    /// The number of coordinates.
    public var dimension: Int
    /// The interval of every coordinate.
    public var range: ClosedRange<Double>
    /// The coordinate, taken with both signs, of two points at which values must still be finite; nil if the kernel
    /// overflows there by definition.
    public var farCoordinate: Double?

    /// Points of the given dimension with coordinates in the given range.
    public init(dimension: Int = 1, range: ClosedRange<Double> = -2...2, farCoordinate: Double? = 1e150) {
        self.dimension = dimension
        self.range = range
        self.farCoordinate = farCoordinate
    }

    /// The length of the range.
    var width: Double { range.upperBound - range.lowerBound }

    /// Uniform random points, one a row.
    func points(_ count: Int, using generator: inout some RandomNumberGenerator) -> Matrix {
        // Away from the ends, so that differences stay inside.
        let inner = (range.lowerBound + 0.02 * width)...(range.upperBound - 0.02 * width)
        return Matrix(rowCount: count, columnCount: dimension) { _, _ in Double.random(in: inner, using: &generator) }
    }

    /// Points in three tight clusters.
    func clusteredPoints(_ count: Int, using generator: inout some RandomNumberGenerator) -> Matrix {
        let centers = points(3, using: &generator)
        return Matrix(rowCount: count, columnCount: dimension) { i, c in
            centers[i % 3, c] + 1e-6 * width * Double.random(in: -1...1, using: &generator)
        }
    }

    /// Points each of which occurs three times.
    func repeatedPoints(_ count: Int, using generator: inout some RandomNumberGenerator) -> Matrix {
        let distinct = points((count + 2) / 3, using: &generator)
        return distinct.rows((0..<count).map { $0 / 3 })
    }

    /// Equally spaced points on the diagonal of the box.
    func collinearPoints(_ count: Int) -> Matrix {
        Matrix(rowCount: count, columnCount: dimension) { i, _ in
            range.lowerBound + width * (0.1 + 0.8 * Double(i) / Double(Swift.max(count - 1, 1)))
        }
    }
}

/// A matrix of uniform numbers in [-1, 1].
func randomMatrix(_ rowCount: Int, _ columnCount: Int, using generator: inout some RandomNumberGenerator) -> Matrix {
    Matrix(rowCount: rowCount, columnCount: columnCount) { _, _ in Double.random(in: -1...1, using: &generator) }
}
