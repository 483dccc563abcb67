/// Solves a linear two-point (or initial) value problem by pieces of adaptive degree.
///
/// The process prior stands on v = u^(m), the highest derivative, with a polynomial spectrum; for a square system its
/// posterior mean is the interpolant in integral form, for every positive spectrum. Data are resolved first, then v is
/// tested and pieces are refined until it passes everywhere. Only changed pieces are solved again; the glue is O(P).
package struct LinearSolver: Sendable {
    package var settings: SolverSettings

    package init(settings: SolverSettings = SolverSettings()) {
        self.settings = settings
    }

    private struct Cell {
        var data: PieceData
        var piece: Piece
        var particular: [Double]
        var growth: Double
    }

    /// - Parameter breaks: the ends of the domain, and between them points known to be singular.
    package func solve(
        _ equation: LinearEquation, conditions: [EndCondition], breaks: [Double]
    ) throws(PDEError) -> LinearSolution {
        let domain = Interval(breaks[0], breaks[breaks.count - 1])
        let resolution = DataResolution(tolerance: settings.dataTolerance)
        var run = ResolutionRun(settings: resolution, rows: equation.rows, domain: domain)
        try run.measureSource()
        let data = try run.pieces(between: LayerBreaks.adding(to: breaks, equation: equation))
        let start = conditions.startingEnd
        let isInitialValue = start != nil
        var cells = data.map { cell($0, size: startingSize($0), equation: equation, domain: domain) }
        var singularRounds = 0
        var round = 0
        while true {
            round += 1
            let unknowns = cells.reduce(0) { $0 + $1.piece.size + $1.piece.order }
            let system = LinearSystem(pieces: cells.map(\.piece), conditions: conditions, fluxes: equation.fluxes)
            // From one end the rows are triangular and never singular; a core out of bounds says nothing about the problem.
            let isSound = cells.allSatisfy { $0.growth <= settings.maximumGrowth }
            let isSuspect = system.glue.reciprocalCondition < 1e-15 && !isInitialValue && isSound
            singularRounds = isSuspect ? singularRounds + 1 : 0
            if singularRounds >= 3 { throw .singular(reciprocalCondition: system.glue.reciprocalCondition) }
            let series = system.joined(particular: cells.map(\.particular), values: conditions.map(\.value))
            let verdicts = verdicts(cells, series: series, start: start)
            let open = verdicts.filter { $0 != .resolved }.count
            let hitLimit = round >= settings.maximumRounds || unknowns > settings.maximumUnknowns || run.hitLimit
            if open == 0 || hitLimit {
                if system.glue.reciprocalCondition < 1e-14, !isInitialValue, !hitLimit {
                    throw .singular(reciprocalCondition: system.glue.reciprocalCondition)
                }
                return LinearSolution(
                    series: series, system: system, data: cells.map(\.data), unresolvedPieces: open, rounds: round,
                    hitLimit: hitLimit && (open > 0 || round < settings.maximumRounds))
            }
            // A layer that is not resolved yet spreads ripples over all pieces: refine where the defect is largest only.
            let threshold = settings.markingFraction * verdicts.reduce(0) { max($0, $1.defect) }
            var next: [Cell] = []
            for (old, verdict) in zip(cells, verdicts) {
                switch verdict {
                case _ where !(verdict.defect >= threshold) || verdict == .resolved: next.append(old)
                case .resolved: next.append(old)
                case .raise(let size, _): next.append(cell(old.data, size: size, equation: equation, domain: domain))
                case .halve:
                    let halves = old.data.interval.halves
                    let parts =
                        try run.resolve(halves.0, largestCount: resolution.largestCountDivided)
                        + run.resolve(halves.1, largestCount: resolution.largestCountDivided)
                    next += parts.map { cell($0, size: startingSize($0), equation: equation, domain: domain) }
                }
            }
            cells = next
        }
    }

    private func startingSize(_ data: PieceData) -> Int {
        max(24, Int(1.12 * Double(data.length)) + 6)
    }

    private func cell(_ data: PieceData, size: Int, equation: LinearEquation, domain: Interval) -> Cell {
        let piece = Piece(data: data, size: size, domainLength: domain.length, nodalRows: equation.rows)
        return Cell(
            data: data, piece: piece, particular: piece.particular(source: data.source),
            growth: piece.homogeneousGrowth)
    }

    /// - Parameter start: the end at which all conditions stand, if it is just one.
    private func verdicts(
        _ cells: [Cell], series: PiecewiseSeries, start: EndCondition.End?
    ) -> [PieceVerdict] {
        let scale = series.scale
        return zip(cells, series.derivatives).map { cell, derivatives in
            let interval = cell.data.interval
            let isNarrow = interval.length < 1e-14 * max(abs(interval.lower), abs(interval.upper), 1e-300)
            if cell.data.isRough || isNarrow { return .resolved }
            if cell.growth > settings.maximumGrowth { return .halve(defect: .infinity) }
            // From one end solutions may grow without bound; a piece must not hide its beginning below its rounding.
            if let start, cell.piece.independence(at: start) < settings.leastIndependence {
                return .halve(defect: .infinity)
            }
            return PieceVerdict.of(
                v: derivatives[derivatives.count - 1].coefficients, interval: interval, order: cell.piece.order,
                solutionScale: scale, tolerance: settings.solutionTolerance,
                cap: max(129, 2 * cell.data.length))
        }
    }
}
