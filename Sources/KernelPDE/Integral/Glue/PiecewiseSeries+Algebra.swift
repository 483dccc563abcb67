extension PiecewiseSeries {
    /// The function and its derivatives times a number.
    func scaled(by factor: Double) -> PiecewiseSeries {
        PiecewiseSeries(
            intervals: intervals,
            derivatives: derivatives.map { $0.map { ChebyshevSeries($0.coefficients.map { factor * $0 }) } })
    }

    /// u + weight v, on the pieces of both.
    func combined(with other: PiecewiseSeries, weight: Double) -> PiecewiseSeries {
        guard weight != 0 else { return self }
        let parts = commonIntervals(with: other)
        let count = derivatives[0].count
        return PiecewiseSeries(
            intervals: parts,
            derivatives: parts.map { part in
                (0..<count).map { k in
                    let (a, b) = (piece(over: part, k), other.piece(over: part, k))
                    let longest = max(a.coefficients.count, b.coefficients.count)
                    return ChebyshevSeries(zip(a.resized(longest), b.resized(longest)).map { $0 + weight * $1 })
                }
            })
    }

    /// The mean over the domain of the product of two functions, by exact integration of its Chebyshev series.
    func innerProduct(with other: PiecewiseSeries) -> Double {
        var (sum, length) = (0.0, 0.0)
        for part in commonIntervals(with: other) {
            let (a, b) = (piece(over: part, 0), other.piece(over: part, 0))
            let count = ChebyshevNodes.transformLength(atLeast: a.coefficients.count + b.coefficients.count)
            let (x, y) = (
                ChebyshevTransform.values(ofCoefficients: a.coefficients, count: count),
                ChebyshevTransform.values(ofCoefficients: b.coefficients, count: count)
            )
            let product = ChebyshevTransform.coefficients(ofValues: zip(x, y).map { $0 * $1 })
            for n in stride(from: 0, to: product.count, by: 2) {
                sum += part.length * product[n] / (1 - Double(n) * Double(n))
            }
            length += part.length
        }
        return sum / length
    }

    /// Whether u is a constant to rounding.
    var isConstant: Bool {
        let values = derivatives.map { $0[0].coefficients[0] }
        let limit = 1e-10 * scale
        return values.allSatisfy { abs($0 - values[0]) <= limit }
            && derivatives.allSatisfy { $0[0].coefficients.dropFirst().allSatisfy { abs($0) <= limit } }
    }

    private func commonIntervals(with other: PiecewiseSeries) -> [Interval] {
        let ends = Set(intervals.map(\.lower) + other.intervals.map(\.lower)).sorted()
        let last = intervals[intervals.count - 1].upper
        return zip(ends, ends.dropFirst() + [last]).map { Interval($0, $1) }
    }

    /// A derivative over a part of one piece, as a series of that part.
    private func piece(over part: Interval, _ k: Int) -> ChebyshevSeries {
        let index = pieceIndex(of: 0.5 * (part.lower + part.upper))
        let series = derivatives[index][k]
        let own = intervals[index]
        if own.lower == part.lower, own.upper == part.upper { return series }
        let count = ChebyshevNodes.transformLength(atLeast: series.coefficients.count)
        let values = part.points(ChebyshevNodes.firstKind(count)).map { series.value(at: own.parameter($0)) }
        return ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: values))
    }
}
