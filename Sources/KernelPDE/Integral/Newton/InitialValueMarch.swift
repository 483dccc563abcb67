extension NonlinearSolver {
    /// Solves a non-linear initial value problem window by window; nil where the conditions stand at both ends, or where
    /// even a short window fails.
    ///
    /// Newton's method over the whole domain starts too far from a solution that winds or has fronts. Over a short window the
    /// Taylor polynomial of the initial state is close enough. A window that fails is cut to a third, one that succeeds makes
    /// the next half as long again. The windows' pieces are the mesh and start of a last solve over the whole domain.
    func march(
        _ equation: NonlinearEquation, _ conditions: [EndCondition], breaks: [Double], steps: inout Int
    ) -> State? {
        guard let start = conditions.startingEnd else { return nil }
        let domain = Interval(breaks[0], breaks[breaks.count - 1])
        var windowConditions = conditions
        var position = start == .lower ? domain.lower : domain.upper
        var length = domain.length / 16
        var cells: [CollocationMesh.Cell] = []
        var derivatives: [[ChebyshevSeries]] = []
        while start == .lower ? position < domain.upper : position > domain.lower {
            guard length > 1e-7 * domain.length, steps < 20_000 else { return nil }
            let end = start == .lower ? min(position + length, domain.upper) : max(position - length, domain.lower)
            let window = Interval(min(position, end), max(position, end))
            let points = [window.lower] + breaks.filter { $0 > window.lower && $0 < window.upper } + [window.upper]
            let mesh = CollocationMesh(
                cells: zip(points, points.dropFirst()).map { .init(interval: Interval($0, $1), size: 48) })
            guard
                let guess = straightState(mesh, conditions: windowConditions, order: equation.order),
                let solved = refine(
                    equation, windowConditions, from: guess, tolerance: settings.solutionTolerance, steps: &steps),
                solved.unresolvedPieces == 0
            else {
                length /= 3
                continue
            }
            let found = solved.system.pieces.map { CollocationMesh.Cell(interval: $0.interval, size: $0.size) }
            cells = start == .lower ? cells + found : found + cells
            derivatives =
                start == .lower
                ? derivatives + solved.series.derivatives : solved.series.derivatives + derivatives
            position = end
            let last = start == .lower ? solved.series.derivatives.last : solved.series.derivatives.first
            guard let last else { return nil }
            windowConditions = (0..<equation.order).map { k in
                let ends = last[k].endValues
                return .value(start == .lower ? ends.right : ends.left, at: start, derivative: k)
            }
            length = min(1.5 * length, domain.length / 4)
        }
        return State(
            mesh: CollocationMesh(cells: cells),
            series: PiecewiseSeries(intervals: cells.map(\.interval), derivatives: derivatives), meetsConditions: true)
    }
}

extension [EndCondition] {
    /// The end at which all conditions stand, or nil if they tie both.
    var startingEnd: EndCondition.End? {
        let ends = Set(flatMap(\.terms).map(\.end))
        return ends.count == 1 ? ends.first : nil
    }
}
