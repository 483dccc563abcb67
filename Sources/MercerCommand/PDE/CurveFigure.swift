import Mercer

/// The figure of a solution in one variable: u with its band, and below it the error where the solution is known.
struct CurveFigure {
    var title: String
    var samples: CurveSamples
    var report: PDEReport

    func svg() throws -> String {
        var figures = [solution]
        if let exact = samples.exact { figures.append(error(against: exact)) }
        return try FigureGrid(title: title, columnCount: 1, figures: figures).svg()
    }

    private var solution: Figure {
        var figure = Figure(x: Axis(samples.variable), y: Axis("u"), width: 760, height: 300)
        if samples.standardDeviation.contains(where: { $0.isFinite && $0 > 0 }) {
            figure.band(
                x: samples.x, lower: zip(samples.mean, samples.standardDeviation).map { $0 - 1.96 * $1 },
                upper: zip(samples.mean, samples.standardDeviation).map { $0 + 1.96 * $1 })
        }
        figure.line(x: samples.x, y: samples.mean, style: LineStyle(color: .blue))
        return figure
    }

    private func error(against exact: [Double]) -> Figure {
        // A logarithmic axis has no zero: an exact value is drawn at the rounding of the largest one.
        let floor = 1e-17 * Swift.max(exact.map { abs($0) }.max() ?? 1, 1e-280)
        let errors = zip(samples.mean, exact).map { Swift.max(abs($0 - $1), floor) }
        var figure = Figure(
            x: Axis(samples.variable), y: Axis("|u - exact|", scale: .logarithmic), width: 760, height: 240)
        figure.line(x: samples.x, y: errors, name: "error", style: LineStyle(color: .vermillion, width: 1))
        if report.bandKind != .none, let estimate = report.errorEstimate, estimate > 0 {
            figure.horizontalRule(at: 1.96 * estimate, name: "95 % band")
        }
        return figure
    }
}
