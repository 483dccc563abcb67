/// One run of ``DataResolution``: the recursion with what it found on the way.
struct ResolutionRun {
    let settings: DataResolution
    let rows: @Sendable ([Double]) -> [[Double]]
    let domain: Interval
    /// The largest |f| over a coarse sample of the domain.
    private var sourceScale = 0.0
    /// Jumps located so far, unsorted.
    private(set) var jumps: [Double] = []
    /// Whether the limit of pieces was met.
    private(set) var hitLimit = false
    private var pieceCount = 0

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

    /// The pieces between breaks; jumps that are found become breaks if that leaves fewer pieces.
    mutating func pieces(between breaks: [Double]) throws(PDEError) -> [PieceData] {
        var first: [PieceData] = []
        for (a, b) in zip(breaks, breaks.dropFirst()) {
            first += try resolve(Interval(a, b), largestCount: settings.largestCount)
        }
        guard !jumps.isEmpty, !hitLimit else { return first }
        let refined = (breaks + jumps).sorted()
        var second: [PieceData] = []
        for (a, b) in zip(refined, refined.dropFirst()) where b > a {
            second += try resolve(Interval(a, b), largestCount: settings.largestCount)
        }
        return second.count <= first.count ? second : first
    }

    mutating func resolve(_ interval: Interval, largestCount: Int) throws(PDEError) -> [PieceData] {
        var count = settings.firstCount
        var last: [ChebyshevSeries] = []
        while count <= largestCount {
            var sample = settings.sample(
                rows, on: interval, count: count, domainLength: domain.length)
            if let bad = sample.series.firstIndex(where: { !$0.coefficients.allSatisfy(\.isFinite) }) {
                throw .notFinite(row: bad, position: interval.middle)
            }
            last = sample.series
            if !sample.isResolved { acceptNegligible(&sample, on: interval) }
            if sample.isResolved, settings.agrees(sample, with: rows, on: interval) {
                pieceCount += 1
                return [PieceData(interval: interval, series: sample.series, sampleCount: count, isRough: false)]
            }
            count *= 2
        }
        let middle = interval.middle
        if pieceCount >= settings.largestPieceCount { hitLimit = true }
        let isTooNarrow =
            !(middle > interval.lower && middle < interval.upper)
            || interval.length < 1e-15 * domain.length
        if interval.roundingTolerance >= DataResolution.coarsestTolerance || isTooNarrow || hitLimit {
            pieceCount += 1
            if !hitLimit, let jump = JumpSearch.locate(in: interval, rows: rows) { jumps.append(jump) }
            let kept = last.map { ChebyshevSeries(Array($0.coefficients.prefix(16))) }
            return [PieceData(interval: interval, series: kept, sampleCount: count / 2, isRough: true)]
        }
        let (left, right) = interval.halves
        let below = try resolve(left, largestCount: settings.largestCountDivided)
        let above = try resolve(right, largestCount: settings.largestCountDivided)
        return below + above
    }

    /// Passes a sample where only the source is unresolved, and by less than can change u: its tail times the width of the
    /// piece is below a rounding of |f| times the length of the domain.
    private func acceptNegligible(_ sample: inout DataResolution.Sample, on interval: Interval) {
        guard let source = sample.series.last, sourceScale > 0 else { return }
        let coefficientsPass = zip(sample.series, sample.tolerances).dropLast().allSatisfy { row, tolerance in
            row.coefficients.count < 4 || ChebyshevTail.isBelow(row.coefficients, tolerance: tolerance)
        }
        guard coefficientsPass else { return }
        let local = source.coefficients.reduce(0) { max($0, abs($1)) }
        let last = sample.series.count - 1
        let allowed = sourceScale / local * min(1e-16 * domain.length / interval.length, 1e-13)
        let loose = min(max(sample.tolerances[last], allowed), DataResolution.coarsestTolerance)
        guard local == 0 || ChebyshevTail.isBelow(source.coefficients, tolerance: loose) else { return }
        sample.tolerances[last] = local == 0 ? sample.tolerances[last] : loose
        sample.isResolved = true
    }
}
