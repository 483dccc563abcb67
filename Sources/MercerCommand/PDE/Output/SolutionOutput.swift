import Mercer

/// What there is to write about a solution: its functions, where they are known exactly, on uniform grids.
struct SolutionOutput {
    var title: String
    var report: PDEReport
    var variables: [DomainVariable]
    /// The functions over all variables: the unknowns of the equations.
    var functions: [SolutionComponent]
    /// Inferred fields over fewer variables than the problem has.
    var fields: [SolutionComponent]
    /// Grid points asked for, by variable.
    var grid: [String: Int]

    init(_ solved: SolvedProblem) {
        let problem = solved.understood.problem
        title = solved.name
        report = solved.report
        variables = problem.variables
        grid = solved.understood.file.grid
        let exact = problem.exact.flatMap {
            try? CompiledExpression($0, variables: problem.variables.map(\.name), parameters: problem.parameters)
        }
        let all = solved.solution.components.enumerated().map { index, component in
            SolutionComponent(component.name, component.solution, exact: component.exact ?? (index == 0 ? exact : nil))
        }
        functions = all.filter { $0.solution.variables == problem.variables }
        fields = all.filter { $0.solution.variables != problem.variables }
    }

    /// The points of a grid: as many as asked for, else the number that suits the dimension.
    func points(_ axes: [DomainVariable]) -> SolutionGrid {
        let standard = [1: 1001, 2: 201, 3: 41][axes.count] ?? 15
        return SolutionGrid(axes, counts: axes.map { Swift.max(grid[$0.name] ?? standard, 2) })
    }

    /// Writes functions over one grid as a table with their bands.
    func writeTable(_ components: [SolutionComponent], on grid: SolutionGrid, to path: String) throws {
        var columns = grid.coordinates
        var names = grid.axes.map(\.name)
        for component in components {
            columns.append(grid.mean(component).array)
            columns.append(component.solution.standardDeviation(at: grid.points).array)
            names += [
                component.name, components.count == 1 ? "standard_deviation" : component.name + "_standard_deviation",
            ]
        }
        let inside = components.first?.solution.contains(grid.points) ?? []
        let rows = inside.indices.filter { inside[$0] }
        try CSVWriter(path: path).write(
            Matrix(rowCount: rows.count, columnCount: columns.count) { columns[$1][rows[$0]] }, columnNames: names)
    }

    /// Inferred fields: a table and a figure each.
    func writeFields(into directory: String) throws {
        for field in fields {
            let grid = points(field.solution.variables)
            try writeTable([field], on: grid, to: "\(directory)/\(field.name).csv")
            let figures =
                grid.axes.count == 1
                ? CurveFigure(field, on: grid, errorEstimate: nil).figures : FieldFigures(field, on: grid).figures
            try AtomicFile("\(directory)/\(field.name).svg").write(
                FigureGrid(title: "\(title): \(field.name)", columnCount: 1, figures: figures).svg())
        }
    }
}
