/// The residual a_m u^(m) + ... + a_0 u - f at nodes that were not collocated.
package struct OffGridResidual: Sendable {
    /// The residual's series on every piece.
    package let series: [ChebyshevSeries]
    /// The largest |residual|, and its root mean square over the domain.
    package let maximum: Double
    package let rootMeanSquare: Double
    /// The mean of |residual| over the domain: what a singular source on a narrow piece adds to u.
    package let meanMagnitude: Double
    /// The largest term of the equation, |a_k u^(k)| or |f|.
    package let largestTerm: Double
    /// The largest |f|.
    package let largestSource: Double

    /// The largest residual relative to the largest term.
    package var relative: Double { largestTerm > 0 ? maximum / largestTerm : 0 }

    /// - Parameter rows: residual and size of the largest term at points, given u, u', ..., u^(m) there.
    init(
        of solution: PiecewiseSeries,
        evaluate: (_ points: [Double], _ derivatives: [[Double]]) -> (
            residual: [Double], largestTerm: Double, largestSource: Double
        )
    ) {
        var list: [ChebyshevSeries] = []
        var (maximum, term, source, squares, magnitudes, length) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for (interval, derivatives) in zip(solution.intervals, solution.derivatives) {
            let longest = derivatives.map(\.coefficients.count).max() ?? 1
            let count = ChebyshevNodes.transformLength(atLeast: 2 * longest + 1)
            let points = interval.points(ChebyshevNodes.firstKind(count))
            let values = derivatives.map { ChebyshevTransform.values(ofCoefficients: $0.coefficients, count: count) }
            let (residual, largestTerm, largestSource) = evaluate(points, values)
            for r in residual { maximum = max(maximum, r.isNaN ? .infinity : abs(r)) }
            term = max(term, largestTerm)
            source = max(source, largestSource)
            squares += interval.length * residual.reduce(0) { $0 + $1 * $1 } / Double(count)
            magnitudes += interval.length * residual.reduce(0) { $0 + abs($1) } / Double(count)
            length += interval.length
            list.append(ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: residual)))
        }
        series = list
        self.maximum = maximum
        rootMeanSquare = (squares / length).squareRoot()
        meanMagnitude = magnitudes / length
        largestTerm = term
        largestSource = source
    }

    /// The residual of a linear equation.
    package init(of solution: PiecewiseSeries, equation: LinearEquation) {
        self.init(of: solution) { points, derivatives in
            let rows = equation.rows(points)
            let order = equation.order
            var residual = rows[order + 1].map { -$0 }
            var term = rows[order + 1].reduce(0) { max($0, abs($1)) }
            let source = term
            for k in 0...order {
                for i in 0..<points.count {
                    let product = rows[k][i] * derivatives[k][i]
                    residual[i] += product
                    term = max(term, abs(product))
                }
            }
            return (residual, term, source)
        }
    }
}
