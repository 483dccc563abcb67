/// What to do with a piece once the joined solution is known.
enum PieceVerdict: Equatable {
    case resolved
    case raise(to: Int)
    case halve

    /// Tests v = u^(m) on a piece.
    ///
    /// The tolerance is loosened where the curvature of the piece cannot matter for u (|u| / |v| h^m) and where x is too
    /// coarse. The degree is raised to what a geometric rate predicts, at most doubled; beyond `cap` the piece is halved,
    /// since integrating twice over a long piece loses eps max|u''| h^2 / |u|.
    static func of(
        v: [Double], interval: Interval, order: Int, solutionScale: Double, tolerance: Double, cap: Int
    ) -> PieceVerdict {
        var reach = v.reduce(0) { max($0, abs($1)) }
        guard reach.isFinite else { return .halve }
        for _ in 0..<order { reach *= interval.halfLength }
        guard reach > 0 else { return .resolved }
        let effective = max(
            tolerance, tolerance * solutionScale / reach, interval.roundingTolerance)
        if ChebyshevTail.resolvedLength(v, tolerance: min(effective, 1)) != nil { return .resolved }
        let size = v.count
        let wanted = min(ChebyshevTail.predictedLength(v, tolerance: effective), 2 * size)
        if wanted <= cap { return .raise(to: max(wanted, size + 4)) }
        return size < cap * 3 / 4 ? .raise(to: cap) : .halve
    }
}
