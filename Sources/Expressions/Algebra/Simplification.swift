extension Expression {
    /// An equal expression in a canonical form: numbers folded, like terms and factors joined, order fixed.
    ///
    /// Folds constants (`pi` becomes its digits), drops 0 + a, 1 a, 0 a and a^1, joins a + 2 a to 3 a and a^2 a to
    /// a^3, and takes whole powers of products apart. It treats a/a as 1 and 0 a as 0, so a singular point may
    /// vanish; rounding may change in the last digit. It does not multiply out: see ``expanded()``.
    ///
    /// - Complexity: about O(size times depth).
    public func simplified() -> Expression {
        switch self {
        case .number, .name: self
        case .constant(let constant): .number(constant.value)
        case .negation(let operand): .times(-1, operand.simplified())
        case .sum(let first, let rest): Self.simplifiedSum(first, rest)
        case .product(let first, let rest): Self.simplifiedProduct(first, rest)
        case .power(let base, let exponent): .raised(base.simplified(), exponent.simplified())
        case .call(let function, let argument): .applied(function, argument.simplified())
        case .extremum(let extremum, let a, let b): .extreme(extremum, a.simplified(), b.simplified())
        case .conditional(let condition, let a, let b):
            .chosen(condition.simplified(), a.simplified(), b.simplified())
        case .derivative(let operand, let variable): .derivative(operand.simplified(), by: variable)
        }
    }

    private static func simplifiedSum(_ first: Expression, _ rest: [Term]) -> Expression {
        var sum = CollectedSum()
        sum.add(first.simplified())
        for term in rest { sum.add(term.expression.simplified(), times: term.isSubtracted ? -1 : 1) }
        return sum.expression
    }

    private static func simplifiedProduct(_ first: Expression, _ rest: [Factor]) -> Expression {
        var product = CollectedProduct(first.simplified())
        for factor in rest { product.multiply(factor.expression.simplified(), power: factor.isDivisor ? -1 : 1) }
        return product.expression
    }
}

extension Comparison {
    /// The comparison with both sides simplified.
    public func simplified() -> Comparison { Comparison(left.simplified(), relation, right.simplified()) }
}
