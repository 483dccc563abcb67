/// Finds a jump by its values alone.
enum JumpSearch {
    /// The first number after the largest jump of any row in the interval, or nil where the rows seem continuous.
    ///
    /// Bisection keeps the half across which the rows change most, each relative to its own size, down to adjacent
    /// numbers; a change that shrinks with the width was no jump.
    static func locate(in interval: Interval, rows: @Sendable ([Double]) -> [[Double]]) -> Double? {
        var lower = interval.lower.nextUp
        var upper = interval.upper.nextDown
        guard lower < upper else { return nil }
        let ends = rows([lower, upper])
        let scales = ends.map { max(abs($0[0]), abs($0[1])) }
        func change(_ a: [Double], _ b: [Double]) -> Double {
            var largest = 0.0
            for k in 0..<scales.count where scales[k] > 0 { largest = max(largest, abs(a[k] - b[k]) / scales[k]) }
            return largest
        }
        var below = ends.map { $0[0] }
        var above = ends.map { $0[1] }
        for _ in 0..<200 {
            let middle = lower + 0.5 * (upper - lower)
            guard middle > lower, middle < upper else { break }
            let values = rows([middle]).map { $0[0] }
            if change(below, values) >= change(values, above) {
                (upper, above) = (middle, values)
            } else {
                (lower, below) = (middle, values)
            }
        }
        return change(below, above) > 1e-7 ? upper : nil
    }
}
