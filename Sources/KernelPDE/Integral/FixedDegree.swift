/// One piece of a given degree, without adaptivity: for calibration studies and convergence laws.
package struct FixedDegree: Sendable {
    /// u_N.
    package let series: PiecewiseSeries
    /// The band for u_N from u_2N.
    package let band: ErrorBand

    /// Solves with N coefficients, formulas read at N nodes whether or not that resolves them.
    package init(
        _ equation: LinearEquation, conditions: [EndCondition], domain: Interval, size: Int
    ) {
        func data(_ count: Int) -> PieceData {
            let rows = equation.rows(domain.points(ChebyshevNodes.firstKind(count)))
            let series = rows.map { row in
                row.allSatisfy { $0 == row[0] }
                    ? ChebyshevSeries([row[0]])
                    : ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: row))
            }
            return PieceData(interval: domain, series: series, sampleCount: count, isRough: false)
        }
        func system(_ count: Int) -> (LinearSystem, PieceData) {
            let data = data(count)
            let piece = Piece(data: data, size: count, domainLength: domain.length, nodalRows: equation.rows)
            return (LinearSystem(pieces: [piece], conditions: conditions, fluxes: equation.fluxes), data)
        }
        let (coarse, coarseData) = system(size)
        let (fine, _) = system(2 * size)
        series = coarse.solve(sources: [coarseData.source])
        band = ErrorBand(
            solution: series, residual: OffGridResidual(of: series, equation: equation), fine: fine, coarse: coarse)
    }
}
