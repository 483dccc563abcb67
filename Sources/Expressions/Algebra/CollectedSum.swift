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
            } else if (constant + coefficient * scale).isFinite {
                constant += coefficient * scale
            } else {
                // Infinity has no literal: numbers that would overflow stay side by side.
                coefficients[.number(coefficient), default: 0] += scale
            }
        }
    }

    /// The sum in canonical order: terms by structure, the constant last; a positive part leads if there is one.
    var expression: Expression {
        let terms = coefficients.filter { $0.value != 0 }.sorted { Expression.precedes($0.key, $1.key) }
        var parts = terms.map { ($0.value < 0, Expression.scaled($0.key, by: abs($0.value))) }
        if constant != 0 || parts.isEmpty { parts.append((constant < 0, .number(abs(constant)))) }
        if let lead = parts.firstIndex(where: { !$0.0 }), lead > 0 { parts.insert(parts.remove(at: lead), at: 0) }
        let (isNegative, magnitude) = parts[0]
        let first = isNegative ? Expression.scaled(magnitude, by: -1) : magnitude
        if parts.count == 1 { return first }
        return .sum(first, parts.dropFirst().map { Expression.Term($0.1, isSubtracted: $0.0) })
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
        case .product(.number(let value), let rest):
            // A reciprocal keeps its 1, as in 1/x.
            (value, Self.withoutNumber(rest))
        case .product(.negation(let first), let rest): (-1, .product(first, rest))
        default: (1, self)
        }
    }

    /// A canonical core times a number.
    static func scaled(_ core: Expression, by coefficient: Double) -> Expression {
        switch core {
        case _ where coefficient == 1: core
        case _ where coefficient == 0: 0
        case .product(1, let rest): .product(.number(coefficient), rest)
        case .number, .constant, .negation, .sum, .product(.number, _), .product(.negation, _):
            .times(.number(coefficient), core)
        case .product(let first, let rest) where coefficient == -1: .product(.negation(first), rest)
        case .product(let first, let rest): .product(.number(coefficient), [Factor(first)] + rest)
        default: coefficient == -1 ? .negation(core) : .product(.number(coefficient), [Factor(core)])
        }
    }

    /// What is left of a canonical product when its leading number goes.
    private static func withoutNumber(_ rest: [Factor]) -> Expression {
        guard let next = rest.first, !next.isDivisor else { return .product(1, rest) }
        return rest.count == 1 ? next.expression : .product(next.expression, Array(rest.dropFirst()))
    }
}
