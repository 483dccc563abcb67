import Mercer

/// Cuts through a solution: for each variable, curves along it at three places of the next one, the others in the middle.
struct SliceFigures {
    var output: SolutionOutput

    init(_ output: SolutionOutput) { self.output = output }

    func write(to path: String) throws {
        let figures = output.functions.flatMap { function in output.variables.indices.map { cuts(function, along: $0) }
        }
        try AtomicFile(path).write(FigureGrid(title: output.title, columnCount: 1, figures: figures).svg())
    }

    private func cuts(_ function: SolutionComponent, along axis: Int) -> Figure {
        let variables = output.variables
        let other = axis == 0 ? 1 : axis - 1
        var figure = Figure(x: Axis(variables[axis].name), y: Axis(function.name), width: 760, height: 280)
        for share in [0.25, 0.5, 0.75] {
            let place = variables[other].lower + share * variables[other].length
            let grid = SolutionGrid(
                variables,
                places: variables.enumerated().map { index, variable in
                    index == axis
                        ? Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: 1001).array
                        : [index == other ? place : 0.5 * (variable.lower + variable.upper)]
                })
            let values = grid.mean(function).array
            // A cut may run outside an irregular domain.
            let inside = values.indices.filter { values[$0].isFinite }
            guard !inside.isEmpty else { continue }
            figure.line(
                x: inside.map { grid.places[axis][$0] }, y: inside.map { values[$0] },
                name: "\(variables[other].name) = \(rounded(place))")
        }
        return figure
    }
}
