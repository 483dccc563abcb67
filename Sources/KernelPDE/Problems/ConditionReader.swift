import Expressions

/// Reads equations and conditions against a variable, its derivative names and a possible exact solution.
struct ConditionReader {
    let variable: DomainVariable
    let names: DerivativeNames
    let parameters: [String: Double]
    let exact: Expression?

    /// left - right, `manufactured` replaced by the left side at the exact solution.
    func residual(_ equation: Equation, text: String) throws(PDEError) -> Expression {
        guard equation.right == .name("manufactured") else {
            if equation.residual.contains(anyOf: ["manufactured"]) {
                throw .syntax(text: text, message: "'manufactured' must be the whole right-hand side")
            }
            return equation.residual
        }
        guard let exact else {
            throw .syntax(text: text, message: "a manufactured right-hand side needs the exact solution")
        }
        let solution = ManufacturedSolution(exact: ["u": exact], names: names)
        do {
            let source = try solution.source(of: equation.left)
            return Equation(equation.left, source).residual
        } catch { throw .syntax(text: text, message: error.description) }
    }

    /// The conditions at the ends with their texts, contradictions and too few refused, repetitions dropped.
    func conditions(
        _ stated: [StatedCondition], order: Int, integralCount: Int
    ) throws(PDEError) -> [(condition: EndCondition, text: String)] {
        var found: [(condition: EndCondition, text: String)] = []
        for condition in stated {
            switch try place(condition.place) {
            case .domain: continue
            case .periodic:
                found += EndCondition.periodic(order: order).map { ($0, condition.place) }
            case .ends(let ends):
                for end in ends {
                    let text = "\(condition.equation)\" on \"\(condition.place)"
                    found.append((try read(condition, at: end, order: order), text))
                }
            }
        }
        let independent = try ConditionRank(order: order).independent(found)
        let count = independent.count + integralCount
        if count < order { throw .tooFewConditions(order: order, given: count) }
        if count > order, integralCount > 0 { throw .tooManyConditions(order: order, given: count) }
        return independent
    }

    /// The conditions on the whole domain, `on: integral`.
    func integrals(_ stated: [StatedCondition], order: Int) throws(PDEError) -> [IntegralCondition] {
        var found: [IntegralCondition] = []
        for condition in stated {
            guard case .domain = try place(condition.place) else { continue }
            found.append(
                try IntegralCondition(
                    try Formula.equation(condition.equation), text: condition.equation, order: order,
                    variable: variable,
                    names: names, parameters: parameters))
        }
        return found
    }

    private enum Place {
        case periodic
        case domain
        case ends([EndCondition.End])
    }

    private func place(_ text: String) throws(PDEError) -> Place {
        let words = text.split { $0 == " " || $0 == "\t" }
        if words.count == 1, words[0] == "boundary" { return .ends([.lower, .upper]) }
        if words.count == 1, words[0] == "integral" { return .domain }
        if words.count == 2, words[0] == "periodic", words[1] == variable.name { return .periodic }
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        let side = parts.count == 2 ? parts[0].filter { $0 != " " } : ""
        guard side == variable.name else {
            throw .unsuitableCondition(
                condition: text,
                reason: "a place is 'boundary', '\(variable.name) = min', '\(variable.name) = max', "
                    + "'\(variable.name) = NUMBER', 'periodic \(variable.name)' or 'integral'.")
        }
        let value = String(parts[1].drop { $0 == " " })
        if value.hasPrefix("min") { return .ends([.lower]) }
        if value.hasPrefix("max") { return .ends([.upper]) }
        let position = try Formula.constant(value, parameters: parameters)
        let slack = 1e-12 * max(variable.length, abs(variable.lower), abs(variable.upper))
        if abs(position - variable.lower) <= slack { return .ends([.lower]) }
        if abs(position - variable.upper) <= slack { return .ends([.upper]) }
        throw .unsuitableCondition(
            condition: text, reason: "\(position) is not an end of [\(variable.lower), \(variable.upper)].")
    }

    private func read(
        _ stated: StatedCondition, at end: EndCondition.End, order: Int
    ) throws(PDEError) -> EndCondition {
        let text = stated.equation
        let expression = try residual(try Formula.equation(text), text: text)
        let form: LinearForm
        do { form = try LinearForm(expression, names).expanded(names) } catch {
            throw .unsuitableCondition(condition: text, reason: "\(error.description).")
        }
        let x = end == .lower ? variable.lower : variable.upper
        func value(_ part: Expression) throws(PDEError) -> Double {
            let compiled = try Formula.compiled(
                part, variables: [variable.name], parameters: parameters, text: text)
            let result = compiled.evaluate(x)
            guard result.isFinite else {
                throw .unsuitableCondition(
                    condition: text, reason: "it has no finite value at \(variable.name) = \(x).")
            }
            return result
        }
        var terms: [EndCondition.Term] = []
        for (derivative, coefficient) in form.coefficients.sorted(by: { $0.key.order < $1.key.order }) {
            guard derivative.order < order else {
                throw .unsuitableCondition(
                    condition: text,
                    reason: "it holds a derivative of order \(derivative.order); conditions of an equation of order "
                        + "\(order) may go up to order \(order - 1).")
            }
            let weight = try value(coefficient)
            if weight != 0 { terms.append(.init(end, derivative: derivative.order, weight: weight)) }
        }
        guard !terms.isEmpty else {
            throw .unsuitableCondition(condition: text, reason: "it does not hold the unknown u at that place.")
        }
        return EndCondition(terms, equals: -(try value(form.source)))
    }
}
