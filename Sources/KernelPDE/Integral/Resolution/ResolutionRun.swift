/// One run of ``DataResolution``: the recursion with what it found on the way.
struct ResolutionRun {
    let settings: DataResolution
    let rows: @Sendable ([Double]) -> [[Double]]
    let domain: Interval
    /// The largest |f| over a coarse sample of the domain.
    private var sourceScale = 0.0
    /// Jumps located so far, unsorted.
    private(set) var jumps: [Double] = []

    init(settings: DataResolution, rows: @escaping @Sendable ([Double]) -> [[Double]], domain: Interval) {
        self.settings = settings
        self.rows = rows
        self.domain = domain
    }

    mutating func measureSource() throws(PDEError) {
        let points = domain.points(ChebyshevNodes.firstKind(32))
        for (index, row) in rows(points).enumerated() {
            if let bad = row.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(row: index, position: points[bad])
            }
            sourceScale = row.reduce(0) { max($0, abs($1)) }
        }
    }

    /// Rounding of x, and for the source what its size and width can still do to u, bound the useful tolerance.
    private func tolerance(on interval: Interval) -> Double {
        min(max(settings.tolerance, interval.roundingTolerance), DataResolution.coarsestTolerance)
    }

    mutating func resolve(_ interval: Interval, largestCount: Int) throws(PDEError) -> [PieceData] {
        let tolerance = tolerance(on: interval)
        var count = settings.firstCount
        var last: [ChebyshevSeries] = []
        while count <= largestCount {
            let (series, isResolved) = settings.sample(rows, on: interval, count: count, tolerance: tolerance)
            if let bad = series.firstIndex(where: { !$0.coefficients.allSatisfy(\.isFinite) }) {
                throw .notFinite(row: bad, position: interval.middle)
            }
            last = series
            let loose = isResolved ? tolerance : negligibleTolerance(series, on: interval)
            if let loose,
                settings.agrees(series, with: rows, on: interval, tolerance: tolerance, sourceTolerance: loose)
            {
                return [PieceData(interval: interval, series: series, sampleCount: count, isRough: false)]
            }
            count *= 2
        }
        let middle = interval.middle
        let isTooNarrow = !(middle > interval.lower && middle < interval.upper)
            || interval.length < 1e-15 * domain.length
        if tolerance >= DataResolution.coarsestTolerance || isTooNarrow {
            if let jump = JumpSearch.locate(in: interval, rows: rows) { jumps.append(jump) }
            let kept = last.map { ChebyshevSeries(Array($0.coefficients.prefix(16))) }
            return [PieceData(interval: interval, series: kept, sampleCount: count / 2, isRough: true)]
        }
        let (left, right) = interval.halves
        let below = try resolve(left, largestCount: settings.largestCountDivided)
        let above = try resolve(right, largestCount: settings.largestCountDivided)
        return below + above
    }

    /// The tolerance at which the source passes where only the source is unresolved, and by less than can change u:
    /// its tail times the width of the piece is below a rounding of |f| times the length of the domain. Else nil.
    private func negligibleTolerance(_ series: [ChebyshevSeries], on interval: Interval) -> Double? {
        guard let source = series.last, sourceScale > 0 else { return nil }
        let tolerance = tolerance(on: interval)
        let coefficientsPass = series.dropLast().allSatisfy { row in
            row.coefficients.count < 4 || ChebyshevTail.isBelow(row.coefficients, tolerance: tolerance)
        }
        guard coefficientsPass else { return nil }
        let local = source.coefficients.reduce(0) { max($0, abs($1)) }
        guard local > 0 else { return tolerance }
        let allowed = sourceScale / local * min(1e-16 * domain.length / interval.length, 1e-11)
        let loose = min(max(tolerance, allowed), DataResolution.coarsestTolerance)
        return ChebyshevTail.isBelow(source.coefficients, tolerance: loose) ? loose : nil
    }
}
