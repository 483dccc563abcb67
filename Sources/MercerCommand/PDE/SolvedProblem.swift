import Mercer

/// A solution with what there is to say and write about it.
struct SolvedProblem {
    var understood: UnderstoodProblem
    var solution: any PDESolution

    /// Solves the problem by the method asked for.
    init(_ file: ProblemFile, method: PDEMethod) throws {
        understood = try UnderstoodProblem(file)
        solution = try method.solve(understood)
    }

    var report: PDEReport { solution.report }
    var name: String { understood.file.name }
    var json: JSONValue { report.json(name: name) }

    /// The solution at equally spaced points.
    func sampled(count: Int) throws -> SolutionSamples {
        let variable = understood.problem.variable
        let x = Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: count)
        let points = Matrix(column: x)
        var samples = SolutionSamples(
            variable: variable.name, x: x.array, mean: solution.mean(at: points).array,
            standardDeviation: solution.standardDeviation(at: points).array)
        if let expression = understood.problem.exact {
            let compiled = try CompiledExpression(
                expression, variables: [variable.name], parameters: understood.problem.parameters)
            samples.exact = x.map { compiled.evaluate(at: [$0]) }
        }
        return samples
    }

    var summary: [String] {
        var lines = ["\(name): \(report.grade.rawValue) in \(rounded(1000 * report.seconds)) ms by \(report.method)"]
        func add(_ what: String, _ text: String) { lines.append(what.padded(to: 18) + text) }
        if let error = report.relativeL2Error, let largest = report.maximumError {
            add("relative error", "\(magnitude(error)) (largest \(magnitude(largest)))")
        }
        add("residual", "\(magnitude(report.residual)), relative, where nothing was fitted")
        for (variable, count) in report.pieces.sorted(by: { $0.key < $1.key }) {
            add("pieces in \(variable)", "\(count), largest degree \(report.degree[variable] ?? 0)")
        }
        for (variable, values) in report.frequencies.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
            add("frequencies in \(variable)", values.prefix(6).map(rounded).joined(separator: ", ") + " rad")
        }
        let halfWidth = report.errorEstimate.map { " of half-width \(magnitude(1.96 * $0))" } ?? ""
        add("95 % band", report.bandKind == .none ? "none" : "\(report.bandKind.rawValue)\(halfWidth)")
        return lines
    }

    /// Writes the files of an output directory.
    func write(into directory: String) throws {
        let count = understood.file.grid[understood.problem.variable.name] ?? 1001
        let samples = try sampled(count: Swift.max(count, 2))
        try AtomicFile(directory + "/report.json").write(json.text() + "\n")
        try CSVWriter(path: directory + "/solution.csv").write(
            samples.table, columnNames: [samples.variable, "u", "standard_deviation"])
        try NPYWriter(path: directory + "/solution.npy").write(Vector(samples.mean))
        try AtomicFile(directory + "/solution.svg").write(
            SolutionFigure(title: name, samples: sampled(count: 4001), report: report).svg())
        try AtomicFile(directory + "/problem.yaml").write(understood.file.text)
    }
}

/// A solution tabulated at points.
struct SolutionSamples {
    var variable: String
    var x: [Double]
    var mean: [Double]
    /// Not finite where there is no band.
    var standardDeviation: [Double]
    var exact: [Double]?

    /// The columns x, u and standard deviation.
    var table: Matrix {
        let columns = [x, mean, standardDeviation]
        return Matrix(rowCount: x.count, columnCount: 3) { row, column in columns[column][row] }
    }
}
