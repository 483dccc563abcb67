/// Simplifying constructors: from simplified parts they make a simplified whole.
extension Expression {
    /// a + b + ...
    static func total(_ terms: some Sequence<Expression>) -> Expression {
        var sum = CollectedSum()
        for term in terms { sum.add(term) }
        return sum.expression
    }

    /// a b ...
    static func times(_ factors: Expression...) -> Expression {
        var product = CollectedProduct()
        for factor in factors { product.multiply(factor) }
        return product.expression
    }

    /// a / b.
    static func quotient(_ a: Expression, _ b: Expression) -> Expression {
        var product = CollectedProduct(a)
        product.multiply(b, power: -1)
        return product.expression
    }

    /// a^b.
    static func raised(_ base: Expression, _ exponent: Expression) -> Expression {
        guard let exponent = exponent.numericValue else {
            return base.numericValue == 1 ? 1 : .power(base, exponent)
        }
        if exponent == 0 { return 1 }
        if exponent == 1 { return base }
        if let base = base.numericValue {
            let value = base.raised(to: exponent)
            return value.isFinite ? .number(value) : .power(.number(base), .number(exponent))
        }
        var product = CollectedProduct()
        product.multiply(base, power: exponent)
        return product.expression
    }

    /// f(a).
    static func applied(_ function: ElementaryFunction, _ argument: Expression) -> Expression {
        if let number = argument.numericValue {
            let value = function(number)
            if value.isFinite { return .number(value) }
        }
        return .call(function, argument)
    }

    /// min(a, b) or max(a, b).
    static func extreme(_ extremum: Extremum, _ a: Expression, _ b: Expression) -> Expression {
        if a == b { return a }
        if let x = a.numericValue, let y = b.numericValue { return .number(extremum.choose(x, y)) }
        return .extremum(extremum, a, b)
    }

    /// where(condition, a, b).
    static func chosen(_ condition: Comparison, _ a: Expression, _ b: Expression) -> Expression {
        if a == b { return a }
        if let left = condition.left.numericValue, let right = condition.right.numericValue {
            return condition.relation.holds(left, right) ? a : b
        }
        return .conditional(condition, a, b)
    }

    /// The number, for a literal or named one.
    var numericValue: Double? {
        switch self {
        case .number(let value): value
        case .constant(let constant): constant.value
        default: nil
        }
    }

    /// Whether this is the number zero.
    var isZero: Bool { numericValue == 0 }
}
