import Mercer

/// A problem file understood as mathematics: what `check` explains and `solve` solves.
struct UnderstoodProblem {
    var file: ProblemFile
    var statement: PDEStatement
    var problem: any SolvablePDE
    var samples: SampleFiles?

    init(_ file: ProblemFile) throws {
        self.file = file
        let locator = ErrorLocator(file: file)
        for (name, _) in file.grid where !file.variables.contains(where: { $0.name.text == name }) {
            throw locator.error("the grid names '\(name)', which is no variable", at: nil)
        }
        var parameters = try Self.parameters(file, locator)
        samples = try SampleFiles(file, parameters: parameters)
        if samples != nil && file.variables.count != 1 {
            throw locator.error("samples are for problems in one variable", at: file.samples.first?.name)
        }
        // A sampled function is stated as zero; its samples are added to the right-hand side.
        if let samples { parameters[samples.name] = 0 }
        statement = try PDEStatement(file, parameters: parameters, locator)
        do { problem = try statement.problem() } catch { throw locator.locate(error) }
    }

    static func parameters(_ file: ProblemFile, _ locator: ErrorLocator) throws -> [String: Double] {
        var parameters: [String: Double] = [:]
        for (name, value) in file.parameters {
            do { parameters[name.text] = try Double(evaluating: value.text, parameters: parameters) } catch {
                throw locator.error("the parameter '\(name.text)': \(error)", at: value)
            }
        }
        return parameters
    }

    /// What the problem is, in sentences.
    var explanation: [String] {
        var lines = ["name        \(file.name)"]
        for (variable, order) in zip(problem.variables, problem.orders) {
            lines.append(
                "variable    \(variable.name) from \(rounded(variable.lower)) to \(rounded(variable.upper)), "
                    + "derivatives up to order \(order)")
        }
        for equation in file.equations { lines.append("equation    \(equation.text)") }
        let functions = file.functions.map(\.text).joined(separator: ", ")
        lines.append("            \(problem.isLinear ? "linear" : "not linear") in \(functions)")
        if let domain = file.domain { lines.append("domain      \(domain.text)") }
        for condition in file.conditions {
            lines.append("condition   on \(condition.on.text)\(condition.equation.map { ": " + $0.text } ?? "")")
        }
        for (name, value) in problem.parameters.sorted(by: { $0.key < $1.key }) {
            lines.append("parameter   \(name) = \(rounded(value))")
        }
        for unknown in file.unknowns {
            let bounds = [unknown.lower, unknown.upper].compactMap(\.self).map(\.text)
            lines.append(
                "unknown     \(unknown.name.text)\(bounds.isEmpty ? "" : " from \(bounds[0]) to \(bounds[1])")")
        }
        if let observations = statement.observations {
            lines.append(
                "observed    \(observations.series.map(\.function).joined(separator: ", ")) at \(observations.points.rowCount) points"
            )
        }
        for (function, formula) in file.exact { lines.append("exact       \(function.text) = \(formula.text)") }
        return lines
    }

    var json: JSONValue {
        [
            "name": .string(file.name),
            "variables": .object(problem.variables.map { .init($0.name, .numbers([$0.lower, $0.upper])) }),
            "functions": .array(file.functions.map { .string($0.text) }),
            "equation": .string(file.equation.text),
            "equations": .array(file.equations.map { .string($0.text) }),
            "orders": .object(zip(problem.variables, problem.orders).map { .init($0.name, .integer($1)) }),
            "linear": .bool(problem.isLinear),
            "conditions": .array(
                file.conditions.map { .string($0.on.text + ($0.equation.map { ": " + $0.text } ?? "")) }),
            "parameters": .object(
                problem.parameters.sorted { $0.key < $1.key }.map { .init($0.key, .number($0.value)) }),
            "exact": file.exact.isEmpty
                ? .null
                : file.exact.count == 1
                    ? .string(file.exact[0].formula.text)
                    : .object(file.exact.map { .init($0.function.text, .string($0.formula.text)) }),
            "domain": file.domain.map { .string($0.text) } ?? .null,
            "unknowns": .array(file.unknowns.map { .string($0.name.text) }),
            "observations": statement.observations.map { .integer($0.points.rowCount) } ?? .null,
        ]
    }
}
