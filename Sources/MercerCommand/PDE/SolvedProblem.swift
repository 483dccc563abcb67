import Mercer

/// A solution with what there is to say and write about it.
struct SolvedProblem {
    var file: ProblemFile
    var report: PDEReport
    var variable: DomainVariable
    /// The points at which the solution is written, and the solution there.
    var points: [Double]
    var mean: [Double]
    var standardDeviation: [Double]
    var exact: [Double]?

    /// Solves the problem by the method asked for.
    init(_ file: ProblemFile, method: PDEMethod) throws {
        self.file = file
        if method == .features {
            throw CommandError(
                "the method 'features' is for functions given as samples; this problem has only formulas")
        }
        let understood = try UnderstoodProblem(file)
        variable = understood.problem.variable
        let solution: OrdinarySolution
        do { solution = try IntegralSolver().solve(understood.problem) } catch {
            throw ErrorLocator(file: file).locate(error)
        }
        report = solution.report
        let count = file.grid[variable.name] ?? 1001
        points = Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: Swift.max(count, 2)).array
        mean = solution.mean(at: points)
        standardDeviation = solution.standardDeviation(at: points)
        if let expression = understood.problem.exact {
            let compiled = try CompiledExpression(
                expression, variables: [variable.name], parameters: understood.problem.parameters)
            exact = points.map { compiled.evaluate(at: [$0]) }
        }
    }

    var json: JSONValue { report.json(name: file.name) }

    var summary: [String] {
        var lines = [
            "\(file.name): \(report.grade.rawValue) in \(rounded(1000 * report.seconds)) ms by \(report.method)"
        ]
        if let error = report.relativeL2Error, let largest = report.maximumError {
            lines.append("relative error    \(magnitude(error)) (largest \(magnitude(largest)))")
        }
        lines.append("residual          \(magnitude(report.residual)) off the nodes, relative")
        for (name, count) in report.pieces.sorted(by: { $0.key < $1.key }) {
            lines.append("pieces in \(name)       \(count), largest degree \(report.degree[name] ?? 0)")
        }
        for (name, values) in report.frequencies.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
            lines.append("frequencies in \(name)  \(values.prefix(6).map(rounded).joined(separator: ", ")) rad")
        }
        let band = standardDeviation.max().map { "\(magnitude(1.96 * $0)) (\(report.bandKind.rawValue))" } ?? ""
        lines.append("95 % band         \(report.bandKind == .none ? "none" : band)")
        return lines
    }

    /// Writes the files of an output directory.
    func write(into directory: String) throws {
        try AtomicFile(directory + "/report.json").write(json.text() + "\n")
        let table = Matrix(rowCount: points.count, columnCount: 3) { row, column in
            [points, mean, standardDeviation][column][row]
        }
        try CSVWriter(path: directory + "/solution.csv").write(
            table, columnNames: [variable.name, "u", "standard_deviation"])
        try NPYWriter(path: directory + "/solution.npy").write(Vector(mean))
        try AtomicFile(directory + "/problem.yaml").write(file.text)
    }
}
