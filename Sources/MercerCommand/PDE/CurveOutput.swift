import Mercer

/// The files of a solution in one variable: a table, an array and a figure.
struct CurveOutput {
    var solved: SolvedProblem
    var problem: OrdinaryProblem

    init(_ solved: SolvedProblem, _ problem: OrdinaryProblem) {
        self.solved = solved
        self.problem = problem
    }

    func write(into directory: String) throws {
        let count = Swift.max(solved.understood.file.grid[problem.variable.name] ?? 1001, 2)
        let samples = try sampled(count: count)
        try CSVWriter(path: directory + "/solution.csv").write(
            samples.table, columnNames: [samples.variable, "u", "standard_deviation"])
        try NPYWriter(path: directory + "/solution.npy").write(Vector(samples.mean))
        try AtomicFile(directory + "/solution.svg").write(
            CurveFigure(title: solved.name, samples: sampled(count: 4001), report: solved.report).svg())
    }

    /// The solution at equally spaced points.
    private func sampled(count: Int) throws -> CurveSamples {
        let variable = problem.variable
        let x = Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: count)
        let points = Matrix(column: x)
        var samples = CurveSamples(
            variable: variable.name, x: x.array, mean: solved.solution.mean(at: points).array,
            standardDeviation: solved.solution.standardDeviation(at: points).array)
        if let expression = problem.exact {
            let compiled = try CompiledExpression(
                expression, variables: [variable.name], parameters: problem.parameters)
            samples.exact = x.map { compiled.evaluate(at: [$0]) }
        }
        return samples
    }
}

/// A solution tabulated at points.
struct CurveSamples {
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
