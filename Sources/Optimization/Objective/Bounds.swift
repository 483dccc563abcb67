/// Lower and upper limits of every coordinate, l ≤ x ≤ u; infinite where there is none, equal where a coordinate is
/// fixed.
public struct Bounds: Sendable, Equatable {
    /// The lower limits, one a coordinate.
    public let lower: [Double]
    /// The upper limits, one a coordinate.
    public let upper: [Double]

    /// The number of coordinates.
    public var count: Int { lower.count }

    /// Limits per coordinate.
    ///
    /// - Throws: ``OptimizationError`` when the counts differ, a limit is NaN, or a lower limit exceeds its upper one.
    public init(lower: [Double], upper: [Double]) throws(OptimizationError) {
        guard lower.count == upper.count else {
            throw .wrongCount(of: "upper bounds", expected: lower.count, found: upper.count)
        }
        for i in lower.indices where !(lower[i] <= upper[i]) || lower[i] == .infinity || upper[i] == -.infinity {
            throw .emptyInterval(coordinate: i, lower: lower[i], upper: upper[i])
        }
        self.lower = lower
        self.upper = upper
    }

    /// Limits as closed ranges, one a coordinate.
    public init(_ ranges: [ClosedRange<Double>]) throws(OptimizationError) {
        try self.init(lower: ranges.map(\.lowerBound), upper: ranges.map(\.upperBound))
    }

    private init(unboundedCount count: Int) {
        lower = [Double](repeating: -.infinity, count: count)
        upper = [Double](repeating: .infinity, count: count)
    }

    /// No limits on any of `count` coordinates.
    public static func unbounded(count: Int) -> Bounds {
        precondition(count >= 0, "A point has no negative number of coordinates.")
        return Bounds(unboundedCount: count)
    }

    /// The nearest point within the limits.
    public func projection(of point: [Double]) -> [Double] {
        precondition(point.count == count, "The point has \(point.count) coordinates, the bounds \(count).")
        return point.indices.map { clamped(point[$0], at: $0) }
    }

    /// The largest component of P(x − g) − x in absolute value, where P projects on the limits: zero exactly at a
    /// first-order stationary point. Beside a limit it is no larger than the distance to it, so a tolerance for it must
    /// be small in the units of x as well as in those of the gradient.
    public func projectedGradientNorm(at point: [Double], gradient: [Double]) -> Double {
        precondition(point.count == count && gradient.count == count, "The bounds have \(count) coordinates.")
        var norm = 0.0
        for i in point.indices {
            // The distance to the limit is taken first, so that a small gradient survives beside a large coordinate.
            let g = gradient[i]
            let component = g < 0 ? Swift.max(point[i] - upper[i], g) : Swift.min(point[i] - lower[i], g)
            norm = Swift.max(norm, abs(component))
        }
        return norm
    }

    /// The coordinates of `point` that lie on a limit.
    public func active(at point: [Double]) -> [Int] {
        point.indices.filter { point[$0] <= lower[$0] || point[$0] >= upper[$0] }
    }

    func clamped(_ value: Double, at i: Int) -> Double {
        Swift.min(Swift.max(value, lower[i]), upper[i])
    }

    /// The largest t ≥ 0 such that x + t d respects the limits.
    func longestStep(from point: [Double], along direction: [Double]) -> Double {
        var step = Double.infinity
        for i in point.indices where direction[i] != 0 {
            let room = direction[i] > 0 ? upper[i] - point[i] : lower[i] - point[i]
            step = Swift.min(step, Swift.max(room / direction[i], 0))
        }
        return step
    }

    var hasAnyLimit: Bool {
        lower.contains { $0.isFinite } || upper.contains { $0.isFinite }
    }

    var isBox: Bool {
        lower.allSatisfy { $0.isFinite } && upper.allSatisfy { $0.isFinite }
    }
}
