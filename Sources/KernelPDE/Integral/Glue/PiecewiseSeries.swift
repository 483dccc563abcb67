/// A function with its derivatives on consecutive pieces, as Chebyshev series.
package struct PiecewiseSeries: Sendable {
    package let intervals: [Interval]
    /// The series of u, u', ..., u^(m), by piece.
    package let derivatives: [[ChebyshevSeries]]

    package init(intervals: [Interval], derivatives: [[ChebyshevSeries]]) {
        self.intervals = intervals
        self.derivatives = derivatives
    }

    /// The piece that holds x; the last one whose lower end is not above x.
    func pieceIndex(of x: Double) -> Int {
        var low = 0
        var high = intervals.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if intervals[middle].lower <= x { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// u^(order) at x, O(log P + N).
    package func value(at x: Double, derivative order: Int = 0) -> Double {
        let index = pieceIndex(of: x)
        return derivatives[index][order].value(at: intervals[index].parameter(x))
    }

    /// u, u', ..., u^(m) at many points of one interval, row by derivative.
    func values(at points: [Double]) -> [[Double]] {
        guard let count = derivatives.first?.count else { return [] }
        var result = [[Double]](repeating: [Double](repeating: 0, count: points.count), count: count)
        for (i, x) in points.enumerated() {
            let index = pieceIndex(of: x)
            let t = intervals[index].parameter(x)
            for k in 0..<count { result[k][i] = derivatives[index][k].value(at: t) }
        }
        return result
    }

    /// The root mean square of u over the domain, by Fejer quadrature on each piece.
    package var rootMeanSquare: Double {
        var sum = 0.0
        var length = 0.0
        for (interval, series) in zip(intervals, derivatives) {
            let count = ChebyshevNodes.transformLength(atLeast: series[0].coefficients.count)
            let values = ChebyshevTransform.values(ofCoefficients: series[0].coefficients, count: count)
            let nodes = ChebyshevNodes.firstKind(count)
            var square = 0.0
            var weight = 0.0
            for (t, value) in zip(nodes, values) {
                let w = (1 - t * t).squareRoot()
                square += w * value * value
                weight += w
            }
            sum += interval.length * square / weight
            length += interval.length
        }
        return (sum / length).squareRoot()
    }

    /// The size of u: the largest coefficient over the pieces, within a small factor of max |u|.
    var scale: Double {
        derivatives.reduce(0) { max($0, $1[0].coefficients.reduce(0) { max($0, abs($1)) }) }
    }
}
