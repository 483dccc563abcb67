import Mercer

extension PDEStatement {
    /// The statement of a problem file: its texts, bounds and measurements.
    init(_ file: ProblemFile, parameters: [String: Double], _ locator: ErrorLocator) throws {
        let variables = file.variables.map { Variable($0.name.text, $0.lower.text, $0.upper.text) }
        let functions = file.functions.map(\.text)
        self.init(
            variables: variables, functions: functions, equations: file.equations.map(\.text),
            conditions: file.conditions.map { StatedCondition(on: $0.on.text, $0.equation?.text ?? "") },
            exact: Dictionary(file.exact.map { ($0.function.text, $0.formula.text) }, uniquingKeysWith: { $1 }),
            parameters: parameters, domain: file.domain?.text)
        for unknown in file.unknowns {
            unknowns.append(try UnknownCoefficient(unknown, parameters: parameters, locator))
        }
        if let path = file.observations {
            do {
                observations = try PointObservations(path: path.text, variables: variables, functions: functions)
            } catch {
                throw locator.error("observations: \(error)", at: path)
            }
        }
    }
}

extension UnknownCoefficient {
    /// Reads `kappa` or `kappa(x, y)` with its bounds.
    fileprivate init(_ unknown: ProblemFile.Unknown, parameters: [String: Double], _ locator: ErrorLocator) throws {
        let parts = unknown.name.text.split(separator: "(", maxSplits: 1)
        var arguments: [String] = []
        if parts.count == 2 {
            guard parts[1].hasSuffix(")") else {
                throw locator.error("a field is written name(x) or name(x, y)", at: unknown.name)
            }
            arguments = parts[1].dropLast().split(separator: ",").map { String($0.filter { $0 != " " }) }
            for name in arguments where !locator.file.variables.contains(where: { $0.name.text == name }) {
                throw locator.error("the field depends on '\(name)', which is no variable", at: unknown.name)
            }
        }
        func value(_ text: Located?, otherwise: Double) throws -> Double {
            guard let text else { return otherwise }
            do { return try Double(evaluating: text.text, parameters: parameters) } catch {
                throw locator.error("a bound of '\(unknown.name.text)': \(error)", at: text)
            }
        }
        let lower = try value(unknown.lower, otherwise: -.infinity)
        let upper = try value(unknown.upper, otherwise: .infinity)
        guard lower < upper else {
            throw locator.error("the bounds of '\(unknown.name.text)' are not in order", at: unknown.lower)
        }
        self.init(
            String(parts[0].filter { $0 != " " }), of: arguments, from: lower, through: upper)
    }
}

extension PointObservations {
    /// Reads a table whose columns are the variables, some of the unknown functions, and optionally `standard_deviation`.
    ///
    /// - Throws: an error naming the column at fault.
    fileprivate init(path: String, variables: [PDEStatement.Variable], functions: [String]) throws {
        let table = try CSVTable(path: path)
        let known = variables.map(\.name) + functions + ["standard_deviation"]
        for name in table.columnNames where !known.contains(name) {
            throw CommandError(
                "'\(path)' has the column '\(name)', which is no variable and no unknown function\(nearest(name, in: known))"
            )
        }
        let columns = try variables.map { try table.vector(column: $0.name) }
        let observed = functions.filter(table.columnNames.contains)
        guard let count = columns.first?.count, count > 0, !observed.isEmpty else {
            throw CommandError("'\(path)' holds no measurement of \(functions.joined(separator: ", "))")
        }
        self.init(
            points: Matrix(rowCount: count, columnCount: columns.count) { columns[$1][$0] },
            series: try observed.map { Series($0, try table.vector(column: $0)) },
            standardDeviation: table.columnNames.contains("standard_deviation")
                ? try table.vector(column: "standard_deviation") : nil)
    }
}
