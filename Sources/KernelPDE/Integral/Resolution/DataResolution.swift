#if canImport(Glibc)
    import Glibc
#endif

/// Resolves the formulas of an equation by pieces, before anything is solved.
///
/// Goals: no aliasing and no jump passes as resolved; the recursion ends at kinks and jumps; a smooth formula stays in
/// one piece. A piece is sampled at 16, 32, ... nodes (by default) until every row passes ``ChebyshevTail``, then compared with the
/// formula at irregular points and at t = +-(1 - 10^-k), where a jump beyond the outermost node would hide. What does not
/// resolve is halved. The tolerance grows as the width nears the rounding of x, without which a kink is halved for ever.
/// Where it reaches 1e-4, the values alone are bisected down to adjacent numbers: that is the jump, and becomes a break.
package struct DataResolution: Sendable {
    package var tolerance = 1e-14
    /// The first number of nodes; then twice as many, and so on.
    package var firstCount = 16
    /// The largest number of nodes in an undivided interval, and in a divided one.
    package var largestCount = 1024
    package var largestCountDivided = 128
    /// Nodes over which the rounding noise of a long source is averaged, once it is resolved.
    package var averagingCount = 4096
    /// The largest number of pieces; what is left then stays unresolved.
    package var largestPieceCount = 2000

    static let coarsestTolerance = 1e-4
    /// A resolved source whose tail stays above this level is rounding noise of the formula, not signal.
    ///
    /// A tone of frequency w is known to eps w x only. That noise is white over the nodes, so reading n times as many nodes
    /// than the series is long divides its part in u by the square root of n: 2 to 10 times fewer wrong digits.
    private static let noiseLevel = 2e-15
    /// A coefficient this much smaller than the leading one is replaced by its mean: such a row is often the rounding of a
    /// difference, as 1 - tanh^2 far from the front, and has no shape to resolve.
    private static let negligibleWeight = 1e12
    private static let irregularPoints = [-0.7129384, 0.0871239, 0.5531927]
    private static let guardPoints: [Double] = [3, 4, 5, 6, 7, 9, 11].flatMap { (k: Int) -> [Double] in
        let distance = pow(10, -Double(k))
        return [1 - distance, distance - 1]
    }

    package init(tolerance: Double = 1e-14) {
        self.tolerance = tolerance
    }

    /// The pieces that resolve every row between the given breaks (first and last are the ends of the domain).
    ///
    /// - Throws: ``PDEError/notFinite(row:position:)`` where a formula has no finite value.
    package func pieces(
        of rows: @escaping @Sendable ([Double]) -> [[Double]], breaks: [Double]
    ) throws(PDEError) -> [PieceData] {
        var run = ResolutionRun(settings: self, rows: rows, domain: Interval(breaks[0], breaks[breaks.count - 1]))
        try run.measureSource()
        return try run.pieces(between: breaks)
    }

    /// The rows on a piece, read at a number of nodes.
    struct Sample {
        /// The series, cut where they are resolved.
        var series: [ChebyshevSeries]
        /// The relative tolerance of each row.
        var tolerances: [Double]
        /// Whether every row is resolved to its tolerance.
        var isResolved: Bool
    }

    /// Reads the rows at `count` nodes and cuts every row to its tolerance where that resolves it.
    ///
    /// The rounding of x moves a row by its variation over the piece, not by its size: a weak kink on a large smooth
    /// background is resolved against itself.
    func sample(
        _ rows: @Sendable ([Double]) -> [[Double]], on interval: Interval, count: Int, domainLength: Double
    ) -> Sample {
        let values = rows(interval.points(ChebyshevNodes.firstKind(count)))
        var result = Sample(series: [], tolerances: [], isResolved: true)
        var isNoisy = false
        let weights = coefficientWeights(values, domainLength: domainLength)
        for (k, row) in values.enumerated() {
            if let first = row.first, row.allSatisfy({ $0 == first }) {
                result.series.append(ChebyshevSeries([first]))
                result.tolerances.append(tolerance)
                continue
            }
            let coefficients = ChebyshevTransform.coefficients(ofValues: row)
            if weights[k] > Self.negligibleWeight {
                result.series.append(ChebyshevSeries([coefficients[0]]))
                result.tolerances.append(.infinity)
                continue
            }
            let variation = coefficients.dropFirst().reduce(0) { max($0, abs($1)) }
            let part = variation / max(variation, abs(coefficients[0]))
            let wanted = max(tolerance * weights[k], interval.roundingTolerance * part)
            let rowTolerance = min(wanted, Self.coarsestTolerance)
            result.tolerances.append(rowTolerance)
            if let length = ChebyshevTail.resolvedLength(coefficients, tolerance: rowTolerance) {
                isNoisy = !ChebyshevTail.isBelow(coefficients, tolerance: Self.noiseLevel)
                result.series.append(ChebyshevSeries(Array(coefficients[0..<length])))
            } else {
                result.isResolved = false
                result.series.append(ChebyshevSeries(coefficients))
            }
        }
        if result.isResolved, isNoisy, count >= 256, count < averagingCount {
            let last = values.count - 1
            let source = rows(interval.points(ChebyshevNodes.firstKind(averagingCount)))[last]
            let averaged = ChebyshevTransform.coefficients(ofValues: source)
            let length = result.series[last].coefficients.count
            result.series[last] = ChebyshevSeries(Array(averaged[0..<length]))
        }
        return result
    }

    /// How much looser a coefficient may be resolved than the leading one: |a_m| / (|a_k| L^(m-k)) where that exceeds one.
    private func coefficientWeights(_ values: [[Double]], domainLength: Double) -> [Double] {
        let sizes = values.map { $0.reduce(0) { max($0, abs($1)) } }
        let order = values.count - 2
        var weights = [Double](repeating: 1, count: values.count)
        var power = 1.0
        for k in stride(from: order, through: 0, by: -1) {
            if sizes[k] > 0 { weights[k] = max(1, sizes[order] / sizes[k] / power) }
            power *= domainLength
        }
        return weights
    }

    /// Whether the series agree with the formula at irregular points and beside the ends.
    func agrees(
        _ sample: Sample, with rows: @Sendable ([Double]) -> [[Double]], on interval: Interval
    ) -> Bool {
        let points = Self.irregularPoints + Self.guardPoints
        let truth = rows(interval.points(points))
        for (k, (row, expansion)) in zip(truth, sample.series).enumerated() {
            let tolerance = sample.tolerances[k]
            let scale = expansion.coefficients.reduce(0) { max($0, abs($1)) }
            let bound = max(1e-9, 30 * tolerance) * scale * Double(expansion.coefficients.count).squareRoot()
            for (t, value) in zip(points, row) where !(abs(expansion.value(at: t) - value) <= bound) { return false }
        }
        return true
    }
}
