import Mercer

/// A problem file understood as mathematics: what `check` explains and `solve` solves.
struct UnderstoodProblem {
    var file: ProblemFile
    var problem: OrdinaryProblem
    var samples: SampleFiles?

    init(_ file: ProblemFile) throws {
        self.file = file
        let locator = ErrorLocator(file: file)
        guard file.variables.count == 1, let variable = file.variables.first else {
            throw locator.error(
                "this version solves problems in one variable; this one has \(file.variables.count)",
                at: file.variables.dropFirst().first?.name)
        }
        try Self.refuse(file.unknowns, "unknown coefficients ('unknowns')", locator)
        try Self.refuse(file.observations, "'observations'", locator)
        try Self.refuse(file.domain, "an irregular 'domain'", locator)
        if let kernel = file.kernel, kernel.text != "auto" {
            throw locator.error(
                "this version chooses the kernel itself; write kernel: auto or use --method", at: kernel)
        }
        for (name, _) in file.grid where name != variable.name.text {
            throw locator.error("the grid names '\(name)', which is no variable", at: nil)
        }
        var parameters = try Self.parameters(file, locator)
        samples = try SampleFiles(file, parameters: parameters)
        // A sampled function is stated as zero; its samples are added to the right-hand side.
        if let samples { parameters[samples.name] = 0 }
        do {
            problem = try OrdinaryProblem(
                variable: variable.name.text, domain: (variable.lower.text, variable.upper.text),
                equation: file.equation.text,
                conditions: file.conditions.map { (on: $0.on.text, equation: $0.equation?.text ?? "") },
                parameters: parameters, exact: file.exact?.text)
        } catch { throw locator.locate(error) }
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

    private static func refuse(_ place: Located?, _ what: String, _ locator: ErrorLocator) throws {
        if let place { throw locator.error("this version does not solve problems with \(what) yet", at: place) }
    }

    /// What the problem is, in sentences.
    var explanation: [String] {
        let variable = problem.variable
        var lines = [
            "name        \(file.name)",
            "variable    \(variable.name) from \(rounded(variable.lower)) to \(rounded(variable.upper))",
            "equation    \(file.equation.text)",
            "            order \(problem.order), \(problem.isLinear ? "linear" : "not linear") in u",
        ]
        for condition in file.conditions {
            lines.append("condition   on \(condition.on.text)\(condition.equation.map { ": " + $0.text } ?? "")")
        }
        for (name, value) in problem.parameters.sorted(by: { $0.key < $1.key }) {
            lines.append("parameter   \(name) = \(rounded(value))")
        }
        if let exact = file.exact { lines.append("exact       \(exact.text)") }
        if !problem.breaks.isEmpty {
            lines.append("breaks      \(problem.breaks.map(rounded).joined(separator: ", "))")
        }
        return lines
    }

    var json: JSONValue {
        [
            "name": .string(file.name),
            "variables": .object([
                .init(problem.variable.name, .numbers([problem.variable.lower, problem.variable.upper]))
            ]),
            "equation": .string(file.equation.text),
            "order": .integer(problem.order),
            "linear": .bool(problem.isLinear),
            "conditions": .array(
                file.conditions.map { .string($0.on.text + ($0.equation.map { ": " + $0.text } ?? "")) }),
            "parameters": .object(
                problem.parameters.sorted { $0.key < $1.key }.map { .init($0.key, .number($0.value)) }),
            "exact": file.exact.map { .string($0.text) } ?? .null,
        ]
    }
}
