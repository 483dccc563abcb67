import Mercer

/// A problem file understood as mathematics: what `check` explains and `solve` solves.
struct UnderstoodProblem {
    /// A problem by its number of variables.
    enum Statement {
        case ordinary(OrdinaryProblem)
        case box(BoxProblem)
    }

    var file: ProblemFile
    var statement: Statement
    var samples: SampleFiles?

    /// What all problems have.
    var problem: any PDEProblem {
        switch statement {
        case .ordinary(let problem): problem
        case .box(let problem): problem
        }
    }

    init(_ file: ProblemFile) throws {
        self.file = file
        let locator = ErrorLocator(file: file)
        guard (1...2).contains(file.variables.count), let variable = file.variables.first else {
            throw locator.error(
                "this version solves problems in one or two variables; this one has \(file.variables.count)",
                at: file.variables.dropFirst(2).first?.name)
        }
        try Self.refuse(file.unknowns, "unknown coefficients ('unknowns')", locator)
        try Self.refuse(file.observations, "'observations'", locator)
        try Self.refuse(file.domain, "an irregular 'domain'", locator)
        if let kernel = file.kernel, kernel.text != "auto" {
            throw locator.error(
                "this version chooses the kernel itself; write kernel: auto or use --method", at: kernel)
        }
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
        let conditions = file.conditions.map { (on: $0.on.text, equation: $0.equation?.text ?? "") }
        do {
            if file.variables.count == 1 {
                statement = .ordinary(
                    try OrdinaryProblem(
                        variable: variable.name.text, domain: (variable.lower.text, variable.upper.text),
                        equation: file.equation.text, conditions: conditions, parameters: parameters,
                        exact: file.exact?.text))
            } else {
                statement = .box(
                    try BoxProblem(
                        variables: file.variables.map { ($0.name.text, $0.lower.text, $0.upper.text) },
                        equation: file.equation.text, conditions: conditions, parameters: parameters,
                        exact: file.exact?.text))
            }
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

    /// The order of the highest derivative, per variable.
    var orders: [Int] {
        switch statement {
        case .ordinary(let problem): [problem.order]
        case .box(let problem): problem.orders
        }
    }

    /// Whether the equation is linear in u.
    var isLinear: Bool {
        switch statement {
        case .ordinary(let problem): problem.isLinear
        case .box(let problem): problem.isLinear
        }
    }

    /// What the problem is, in sentences.
    var explanation: [String] {
        var lines = ["name        \(file.name)"]
        for (variable, order) in zip(problem.variables, orders) {
            lines.append(
                "variable    \(variable.name) from \(rounded(variable.lower)) to \(rounded(variable.upper)), "
                    + "derivatives up to order \(order)")
        }
        lines.append("equation    \(file.equation.text)")
        lines.append("            \(isLinear ? "linear" : "not linear") in u")
        for condition in file.conditions {
            lines.append("condition   on \(condition.on.text)\(condition.equation.map { ": " + $0.text } ?? "")")
        }
        for (name, value) in problem.parameters.sorted(by: { $0.key < $1.key }) {
            lines.append("parameter   \(name) = \(rounded(value))")
        }
        if let exact = file.exact { lines.append("exact       \(exact.text)") }
        return lines
    }

    var json: JSONValue {
        [
            "name": .string(file.name),
            "variables": .object(problem.variables.map { .init($0.name, .numbers([$0.lower, $0.upper])) }),
            "equation": .string(file.equation.text),
            "orders": .object(zip(problem.variables, orders).map { .init($0.name, .integer($1)) }),
            "linear": .bool(isLinear),
            "conditions": .array(
                file.conditions.map { .string($0.on.text + ($0.equation.map { ": " + $0.text } ?? "")) }),
            "parameters": .object(
                problem.parameters.sorted { $0.key < $1.key }.map { .init($0.key, .number($0.value)) }),
            "exact": file.exact.map { .string($0.text) } ?? .null,
        ]
    }
}
