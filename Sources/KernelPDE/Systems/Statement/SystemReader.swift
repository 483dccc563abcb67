import Expressions

/// Reads the texts of a system: variables, names, exact functions, equations, and which function a condition binds.
struct SystemReader {
    let statement: PDEStatement
    let variables: [DomainVariable]
    let names: DerivativeNames
    /// The exact functions that are known.
    let exact: [String: Expression]

    init(_ statement: PDEStatement, unknowns: [UnknownCoefficient]) throws(PDEError) {
        self.statement = statement
        let (functions, parameters) = (statement.functions, statement.parameters)
        guard (1...3).contains(functions.count) else {
            throw .unsupported("Systems of one to three unknown functions are solved, not of \(functions.count).")
        }
        guard (1...2).contains(statement.variables.count) else {
            throw .unsupported(
                "Systems are solved in one or two variables, not in \(statement.variables.count).")
        }
        guard functions.count == statement.equations.count else {
            throw .wrongEquationCount(functions: functions, equations: statement.equations.count)
        }
        var taken = Set(parameters.keys)
        for name in functions + statement.variables.map(\.name) + unknowns.map(\.name) {
            guard Expression.isValidName(name), taken.insert(name).inserted else {
                throw .unsupported(
                    "\"\(name)\" cannot name a function, variable or coefficient: it is no identifier, or stands for "
                        + "something else.")
            }
        }
        var variables: [DomainVariable] = []
        for variable in statement.variables {
            variables.append(
                try DomainVariable(
                    variable.name, from: try Formula.constant(variable.lower, parameters: parameters),
                    through: try Formula.constant(variable.upper, parameters: parameters)))
        }
        self.variables = variables
        let fields = unknowns.filter { !$0.arguments.isEmpty }.map(\.name)
        let constants = unknowns.filter { $0.arguments.isEmpty }.map(\.name)
        names = DerivativeNames(
            unknowns: functions + fields, variables: variables.map(\.name),
            parameters: Array(parameters.keys) + constants)
        var exact: [String: Expression] = [:]
        for function in functions {
            guard let text = statement.exact[function] else { continue }
            exact[function] = try Formula.function(text, variables: variables.map(\.name), parameters: parameters)
        }
        self.exact = exact
    }

    /// left - right of an equation or condition, `manufactured` replaced by the left side at the exact functions.
    func residual(of text: String) throws(PDEError) -> Expression {
        let equation = try Formula.equation(text)
        guard equation.right == .name("manufactured") else {
            if equation.residual.contains(anyOf: ["manufactured"]) {
                throw .syntax(text: text, message: "'manufactured' must be the whole right-hand side")
            }
            return equation.residual
        }
        do {
            let held = Set(try names.derivatives(in: equation.left).values.map(\.unknown))
            if let missing = held.subtracting(exact.keys).sorted().first {
                throw PDEError.syntax(
                    text: text, message: "a manufactured right-hand side needs the exact solution of \(missing)")
            }
            let source = try ManufacturedSolution(exact: exact, names: names).source(of: equation.left)
            return Equation(equation.left, source).residual
        } catch let error as PDEError { throw error } catch {
            throw .syntax(text: text, message: "\(error)")
        }
    }

    /// The functions that a condition holds.
    func functions(in residual: Expression, text: String) throws(PDEError) -> [String] {
        let found: Set<String>
        do { found = Set(try names.derivatives(in: residual).values.map(\.unknown)) } catch {
            throw .syntax(text: text, message: error.description)
        }
        guard !found.isEmpty else {
            throw .unsuitableCondition(
                condition: text,
                reason: "it holds none of the unknown functions \(statement.functions.joined(separator: ", ")).")
        }
        return statement.functions.filter { found.contains($0) }
    }
}
