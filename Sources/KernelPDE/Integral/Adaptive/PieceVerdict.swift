/// What to do with a piece once the joined solution is known.
enum PieceVerdict: Equatable {
    /// v passes the tail test, or is as good as the piece allows.
    case resolved
    /// Solve again with more coefficients. `defect` is what the unresolved tail can move u.
    case raise(to: Int, defect: Double)
    /// Split the piece in the middle.
    case halve(defect: Double)

    /// The unresolved tail of v times h^m, an upper bound of its part in u.
    var defect: Double {
        switch self {
        case .resolved: 0
        case .raise(_, let defect), .halve(let defect): defect
        }
    }

    /// Tests v = u^(m) on a piece.
    ///
    /// The tolerance is loosened where the curvature of the piece cannot matter for u (|u| / |v| h^m) and where x is too
    /// coarse. The degree is raised to what a geometric rate predicts, at most doubled; beyond `cap` the piece is halved,
    /// since integrating twice over a long piece loses eps max|u''| h^2 / |u|.
    static func of(
        v: [Double], interval: Interval, order: Int, solutionScale: Double, tolerance: Double,
        cap: Int
    ) -> PieceVerdict {
        let largest = v.reduce(0) { max($0, abs($1)) }
        var reach = largest
        guard reach.isFinite else { return .halve(defect: .infinity) }
        for _ in 0..<order { reach *= interval.halfLength }
        guard reach > 0 else { return .resolved }
        // Where v hardly matters, what counts is its tail in u: m integrations divide T_n by (2n)^m.
        var slack = solutionScale / reach
        if slack > 1e6 {
            for _ in 0..<order { slack *= 2 * Double(v.count) }
        }
        let effective = max(tolerance, tolerance * slack, interval.roundingTolerance)
        if ChebyshevTail.resolvedLength(v, tolerance: min(effective, 1)) != nil { return .resolved }
        let size = v.count
        let tail = v.suffix(max(2, size / 12)).reduce(0) { max($0, abs($1)) }
        let defect = reach * tail / largest
        let wanted = min(ChebyshevTail.predictedLength(v, tolerance: effective), 2 * size)
        if wanted <= cap { return .raise(to: max(wanted, size + 4), defect: defect) }
        return size < cap * 3 / 4 ? .raise(to: cap, defect: defect) : .halve(defect: defect)
    }
}
