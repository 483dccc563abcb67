import Mercer

/// The files of a solution in two variables: a table, an array, a field for ParaView and a figure.
struct FieldOutput {
    var solved: SolvedProblem
    var problem: BoxProblem

    init(_ solved: SolvedProblem, _ problem: BoxProblem) {
        self.solved = solved
        self.problem = problem
    }

    func write(into directory: String) throws {
        let axes = problem.variables.map { variable in
            Vector.linearlySpaced(
                from: variable.lower, through: variable.upper,
                count: Swift.max(solved.understood.file.grid[variable.name] ?? 201, 2)
            ).array
        }
        let (p, q) = (axes[0].count, axes[1].count)
        let points = Matrix(rowCount: p * q, columnCount: 2) { row, column in
            column == 0 ? axes[0][row % p] : axes[1][row / p]
        }
        let u = solved.solution.mean(at: points)
        let deviation = solved.solution.standardDeviation(at: points)
        let field = Matrix(rowCount: p, columnCount: q, columnMajor: u.array)

        let table = Matrix(rowCount: p * q, columnCount: 4) { row, column in
            column < 2 ? points[row, column] : column == 2 ? u[row] : deviation[row]
        }
        try CSVWriter(path: directory + "/solution.csv").write(
            table, columnNames: problem.variables.map(\.name) + ["u", "standard_deviation"])
        try NPYWriter(path: directory + "/solution.npy").write(field)
        try VTKFile(
            grid: .uniform(
                origin: axes.map { $0[0] }, spacing: axes.map { ($0[$0.count - 1] - $0[0]) / Double($0.count - 1) },
                counts: [p, q]),
            fields: [VTKField(name: "u", values: u.array)], title: solved.name
        ).write(to: directory + "/solution.vtk")
        try AtomicFile(directory + "/solution.svg").write(figure(axes, field, points))
    }

    /// The solution as a map and, where it is known, the digits of its error.
    private func figure(_ axes: [[Double]], _ field: Matrix, _ points: Matrix) throws -> String {
        var figures = [map(axes, field, label: "u")]
        if let exact = problem.exact {
            let compiled = try CompiledExpression(
                exact, variables: problem.variables.map(\.name), parameters: problem.parameters)
            let floor = 1e-17 * Swift.max(field.maximumMagnitude, 1e-280)
            let digits = Matrix(rowCount: field.rowCount, columnCount: field.columnCount) { i, j in
                let error = abs(field[i, j] - compiled.evaluate(at: [axes[0][i], axes[1][j]]))
                return decimalLogarithm(Swift.max(error, floor))
            }
            figures.append(map(axes, digits, label: "log10 |u - exact|"))
        }
        return try FigureGrid(title: solved.name, columnCount: figures.count, figures: figures).svg()
    }

    private func map(_ axes: [[Double]], _ values: Matrix, label: String) -> Figure {
        var figure = Figure(
            x: Axis(problem.variables[0].name), y: Axis(problem.variables[1].name), width: 520, height: 440)
        // The map's rows run upwards over the second variable.
        figure.heatMap(
            values.transposed, x: axes[0][0]...axes[0][axes[0].count - 1], y: axes[1][0]...axes[1][axes[1].count - 1],
            label: label)
        return figure
    }
}
