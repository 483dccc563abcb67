import LinearAlgebra

extension Posterior {
    /// The posterior without the observations of the given rows, from this one by updates of the factor; O(n²) a row
    /// instead of O(n³).
    ///
    /// Together with `conditioned(on:)` this moves a window over a stream. The diagonal shift stays what it was.
    ///
    /// - Throws: ``ObservationError/empty`` when nothing would be left, ``ObservationError/rowOutOfRange(row:count:)``.
    public func removing(rows: some Collection<Int>) throws(ObservationError) -> Posterior {
        let n = observations.count
        if let row = rows.first(where: { $0 < 0 || $0 >= n }) { throw .rowOutOfRange(row: row, count: n) }
        let removed = Set(rows)
        let rest = try observations.rows((0..<n).filter { !removed.contains($0) })
        return Posterior(process: process, observations: rest, factor: factor.removing(removed))
    }

    /// The process fitted to the present observations by exact inference, started at the present parameters: after a few
    /// new rows that is a handful of evaluations.
    ///
    /// Limits and priors are the parameters' own; the default limits are taken around the present values.
    ///
    /// - Throws: what `fitted(to:shift:options:progress:)` throws.
    public func refitted(
        shift: DiagonalShift = .none, options: FitOptions = FitOptions()
    ) throws -> Fitted<Posterior> {
        try process.fitted(to: observations, shift: shift, options: options)
    }
}
