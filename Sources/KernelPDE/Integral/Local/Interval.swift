/// A piece [a, b] of the domain with its map to [-1, 1].
package struct Interval: Sendable, Hashable {
    package let lower: Double
    package let upper: Double

    package init(_ lower: Double, _ upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Half the length, dx/dt.
    package var halfLength: Double { 0.5 * (upper - lower) }
    package var middle: Double { lower + 0.5 * (upper - lower) }
    package var length: Double { upper - lower }

    /// x(t), kept strictly inside the interval so that values at a break are one-sided.
    package func point(_ t: Double) -> Double {
        min(max(middle + halfLength * t, lower.nextUp), upper.nextDown)
    }

    /// x(t) at many t.
    package func points(_ t: [Double]) -> [Double] {
        let (h, m, lo, hi) = (halfLength, middle, lower.nextUp, upper.nextDown)
        return t.map { min(max(m + h * $0, lo), hi) }
    }

    /// t(x), clamped to [-1, 1].
    package func parameter(_ x: Double) -> Double {
        min(max(((x - lower) - (upper - x)) / length, -1), 1)
    }

    /// The smallest relative tolerance a formula can be resolved to here: x itself is known to one rounding.
    package var roundingTolerance: Double {
        20 * Double.ulpOfOne * max(abs(lower), abs(upper)) / length
    }

    package var halves: (Interval, Interval) {
        (Interval(lower, middle), Interval(middle, upper))
    }
}
