extension Expression {
    /// An equal, simplified expression with products of sums multiplied out.
    ///
    /// Whole powers of sums up to the eighth are multiplied out too. A product that would exceed `limit` terms is
    /// left as it is.
    ///
    /// - Complexity: up to O(limit) terms for every product.
    public func expanded(limit: Int = 1000) -> Expression {
        mappingChildren { $0.expanded(limit: limit) }.simplified().multipliedOut(limit: limit)
    }

    private func multipliedOut(limit: Int) -> Expression {
        switch self {
        case .sum(let first, let rest):
            var sum = CollectedSum()
            sum.add(first.multipliedOut(limit: limit))
            for term in rest {
                sum.add(term.expression.multipliedOut(limit: limit), times: term.isSubtracted ? -1 : 1)
            }
            return sum.expression
        case .product(let first, let rest): return Self.multipliedOut([Factor(first)] + rest, limit) ?? self
        case .negation(let operand): return Self.multipliedOut([Factor(-1), Factor(operand)], limit) ?? self
        case .power: return Self.multipliedOut([Factor(self)], limit) ?? self
        default: return self
        }
    }

    private static func multipliedOut(_ factors: [Factor], _ limit: Int) -> Expression? {
        var terms: [Expression] = [1]
        var divisors: [Expression] = []
        for factor in factors {
            if factor.isDivisor {
                divisors.append(factor.expression)
                continue
            }
            let (base, exponent) = factor.expression.sumPower
            let addends = base.addends
            for _ in 0..<exponent {
                guard terms.count * addends.count <= limit else { return nil }
                terms = terms.flatMap { term in addends.map { .times(term, $0) } }
                terms = total(terms).addends
            }
        }
        return total(terms.map { divisors.reduce($0) { .quotient($0, $1) } })
    }

    /// A power of a sum taken apart, or the expression and one.
    private var sumPower: (base: Expression, exponent: Int) {
        if case .power(let base, .number(let exponent)) = self, case .sum = base,
            let whole = Int(exactly: exponent), (2...8).contains(whole)
        {
            (base, whole)
        } else {
            (self, 1)
        }
    }

    /// The terms of a sum with their signs, or the expression alone.
    private var addends: [Expression] {
        guard case .sum(let first, let rest) = self else { return [self] }
        return [first] + rest.map { $0.isSubtracted ? .times(-1, $0.expression) : $0.expression }
    }

    /// The coefficients a_0, a_1, ... if this is a polynomial in a name, with a_k free of the name; else nil.
    public func polynomialCoefficients(in name: String) -> [Expression]? {
        let expanded = expanded()
        var coefficients: [Int: [Expression]] = [:]
        for term in expanded.addends {
            var degree = 0
            var product = CollectedProduct()
            for factor in term.factors {
                if !factor.expression.contains(anyOf: [name]) {
                    product.multiply(factor.expression, power: factor.isDivisor ? -1 : 1)
                } else if case .negation(.name(name)) = factor.expression, !factor.isDivisor {
                    product.coefficient = -product.coefficient
                    degree += 1
                } else if case .name(name) = factor.expression, !factor.isDivisor {
                    degree += 1
                } else if case .power(.name(name), .number(let exponent)) = factor.expression, !factor.isDivisor,
                    let whole = Int(exactly: exponent), whole > 0
                {
                    degree += whole
                } else {
                    return nil
                }
            }
            coefficients[degree, default: []].append(product.expression)
        }
        return (0...(coefficients.keys.max() ?? 0)).map { .total(coefficients[$0] ?? []) }
    }

    private var factors: [Factor] {
        switch self {
        case .product(let first, let rest): [Factor(first)] + rest
        case .negation(let operand): [Factor(-1), Factor(operand)]
        default: [Factor(self)]
        }
    }
}
