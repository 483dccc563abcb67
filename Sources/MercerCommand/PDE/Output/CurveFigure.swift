import Mercer

/// The figures of a function of one variable: the function with its band, and its error where it is known.
struct CurveFigure {
    var name: String
    var variable: String
    var x: [Double]
    var mean: [Double]
    /// Not finite where there is no band.
    var standardDeviation: [Double]
    var exact: [Double]?
    var errorEstimate: Double?

    init(_ component: SolutionComponent, on grid: SolutionGrid, errorEstimate: Double?) {
        name = component.name
        variable = grid.axes[0].name
        x = grid.places[0]
        mean = grid.mean(component).array
        standardDeviation = component.solution.standardDeviation(at: grid.points).array
        exact = grid.exact(component)?.array
        self.errorEstimate = errorEstimate
    }

    var figures: [Figure] { [function] + (exact.map { [error(against: $0)] } ?? []) }

    private var function: Figure {
        var figure = Figure(x: Axis(variable), y: Axis(name), width: 760, height: 300)
        if standardDeviation.contains(where: { $0.isFinite && $0 > 0 }) {
            figure.band(
                x: x, lower: zip(mean, standardDeviation).map { $0 - 1.96 * $1 },
                upper: zip(mean, standardDeviation).map { $0 + 1.96 * $1 })
        }
        figure.line(x: x, y: mean, style: LineStyle(color: .blue))
        return figure
    }

    private func error(against exact: [Double]) -> Figure {
        // A logarithmic axis has no zero: an exact value is drawn at the rounding of the largest one.
        let floor = 1e-17 * Swift.max(exact.map { abs($0) }.max() ?? 1, 1e-280)
        let errors = zip(mean, exact).map { Swift.max(abs($0 - $1), floor) }
        var figure = Figure(
            x: Axis(variable), y: Axis("|\(name) - exact|", scale: .logarithmic), width: 760, height: 240)
        figure.line(x: x, y: errors, name: "error", style: LineStyle(color: .vermillion, width: 1))
        if let errorEstimate { figure.horizontalRule(at: errorEstimate, name: "95 % band") }
        return figure
    }
}
