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

    var report: PDEReport {
        var report = solution.report
        // A small residual beside a large error: an equation that is not linear may have several solutions.
        if !understood.problem.isLinear, report.converged, let error = report.relativeL2Error, error > 1e-3,
            (report.residual ?? 1) < 1e-6
        {
            report.warnings.append(
                "The function found solves the equation and is not the 'exact' one: the problem has several solutions.")
        }
        return report
    }
    var name: String { understood.file.name }
    var json: JSONValue { report.json(name: name) }

    var summary: [String] {
        var lines = ["\(name): \(report.grade.rawValue) in \(rounded(1000 * report.seconds)) ms by \(report.method)"]
        func add(_ what: String, _ text: String) { lines.append(what.padded(to: 18) + text) }
        if let error = report.relativeL2Error, let largest = report.maximumError {
            add("relative error", "\(magnitude(error)) (largest \(magnitude(largest)))")
        }
        let residual = report.residual.map { "\(magnitude($0)), relative, where nothing was fitted" }
        add("residual", residual ?? "not measured: no points to check at")
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
        try AtomicFile(directory + "/report.json").write(json.text() + "\n")
        try AtomicFile(directory + "/problem.yaml").write(understood.file.text)
        let output = SolutionOutput(self)
        if understood.problem.variables.count == 1 {
            try CurveOutput(output).write(into: directory)
        } else {
            try FieldOutput(output).write(into: directory)
        }
    }
}
