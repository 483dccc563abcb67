import Mercer

/// The files of a solution in one variable: a table, arrays and figures.
struct CurveOutput {
    var output: SolutionOutput

    init(_ output: SolutionOutput) { self.output = output }

    func write(into directory: String) throws {
        let grid = output.points(output.variables)
        try output.writeTable(output.functions, on: grid, to: directory + "/solution.csv")
        for (index, function) in output.functions.enumerated() {
            let name = index == 0 ? "solution" : "solution_" + function.name
            try NPYWriter(path: "\(directory)/\(name).npy").write(grid.mean(function))
        }
        let fine = SolutionGrid(output.variables, counts: [4001])
        let figures = output.functions.flatMap {
            CurveFigure($0, on: fine, errorEstimate: output.report.bandHalfWidth).figures
        }
        try AtomicFile(directory + "/solution.svg").write(
            FigureGrid(title: output.title, columnCount: 1, figures: figures).svg())
        try SpectrumFigure(output).write(to: directory + "/spectrum.svg")
        try ResidualFigure(output).write(to: directory + "/residuals.svg")
        try output.writeFields(into: directory)
    }
}

extension PDEReport {
    /// Half the width of the 95 % band, where it is one number.
    var bandHalfWidth: Double? {
        guard bandKind != .none, let errorEstimate, errorEstimate > 0 else { return nil }
        return 1.96 * errorEstimate
    }
}
