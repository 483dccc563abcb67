/// A sum under construction: a constant and numeric coefficients of distinct terms.
struct CollectedSum {
    private var constant = 0.0
    private var coefficients: [Expression: Double] = [:]

    /// Adds `scale` times a simplified expression, taking sums apart and joining like terms.
    mutating func add(_ expression: Expression, times scale: Double = 1) {
        switch expression {
        case .sum(let first, let rest):
            add(first, times: scale)
            for term in rest { add(term.expression, times: term.isSubtracted ? -scale : scale) }
        default:
            let (coefficient, core) = expression.coefficientAndCore
            // A scaled sum in brackets is opened when nothing but its sign changes.
            if let core, case .sum = core, abs(coefficient) == 1 { return add(core, times: coefficient * scale) }
            if let core {
                coefficients[core, default: 0] += coefficient * scale
            } else {
                constant += coefficient * scale
            }
        }
    }

    /// The sum in canonical order: terms by structure, the constant last.
    var expression: Expression {
        let terms = coefficients.filter { $0.value != 0 }.sorted { Expression.precedes($0.key, $1.key) }
        // A positive term first spares a sign.
        let lead = terms.firstIndex { $0.value > 0 } ?? 0
        guard !terms.isEmpty else { return .number(constant) }
        let first = Expression.scaled(terms[lead].key, by: terms[lead].value)
        var rest: [Expression.Term] = []
        for (index, term) in terms.enumerated() where index != lead {
            rest.append(.init(.scaled(term.key, by: abs(term.value)), isSubtracted: term.value < 0))
        }
        if constant != 0 { rest.append(.init(.number(abs(constant)), isSubtracted: constant < 0)) }
        return rest.isEmpty ? first : .sum(first, rest)
    }
}

extension Expression {
    /// The numeric coefficient of a simplified expression and what it multiplies; nil if nothing.
    var coefficientAndCore: (coefficient: Double, core: Expression?) {
        switch self {
        case .number(let value): (value, nil)
        case .constant(let constant): (constant.value, nil)
        case .negation(let operand):
            { (-$0.coefficient, $0.core) }(operand.coefficientAndCore)
        case .product:
            { (collected: CollectedProduct) in (collected.coefficient, collected.core) }(CollectedProduct(self))
        default: (1, self)
        }
    }

    /// A canonical core times a number.
    static func scaled(_ core: Expression, by coefficient: Double) -> Expression {
        if coefficient == 1 { return core }
        var collected = CollectedProduct(core)
        collected.coefficient *= coefficient
        return collected.expression
    }
}
