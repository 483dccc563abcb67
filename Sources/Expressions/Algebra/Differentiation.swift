extension Expression {
    /// The partial derivative by a name, all other names fixed, simplified; `order` times.
    ///
    /// Kinks follow the branch: (abs a)' = sign(a) a', sign' = 0, a conditional, minimum or maximum takes the
    /// derivative of the branch it chooses. `d(EXPR, y)` is first carried out with all other names fixed.
    public func differentiated(by name: String, order: Int = 1) -> Expression {
        precondition(order >= 0, "A derivative has no negative order.")
        var result = simplified()
        for _ in 0..<order { result = result.derivative { $0 == name ? 1 : 0 } }
        return result
    }

    /// The derivative by chain and product rule of a simplified expression, given those of the names.
    func derivative(ofName leaf: (String) -> Expression) -> Expression {
        switch self {
        case .number, .constant: return 0
        case .name(let name): return leaf(name)
        case .negation(let operand): return .times(-1, operand.derivative(ofName: leaf))
        case .sum(let first, let rest):
            var sum = CollectedSum()
            sum.add(first.derivative(ofName: leaf))
            for term in rest { sum.add(term.expression.derivative(ofName: leaf), times: term.isSubtracted ? -1 : 1) }
            return sum.expression
        case .product(let first, let rest): return Self.productRule(first, rest, leaf)
        case .power(let base, let exponent): return Self.powerRule(base, exponent, leaf)
        case .call(let function, let argument):
            let inner = argument.derivative(ofName: leaf)
            return inner.isZero ? 0 : .times(function.derivative(at: argument), inner)
        case .extremum(let extremum, let a, let b):
            let relation: Comparison.Relation = extremum == .minimum ? .lessOrEqual : .greaterOrEqual
            return .chosen(
                Comparison(a, relation, b), a.derivative(ofName: leaf), b.derivative(ofName: leaf))
        case .conditional(let condition, let a, let b):
            return .chosen(condition, a.derivative(ofName: leaf), b.derivative(ofName: leaf))
        case .derivative(let operand, let variable):
            return operand.differentiated(by: variable).derivative(ofName: leaf)
        }
    }

    /// (a b / c)' = a' b / c + a b' / c - a b c' / c^2.
    private static func productRule(
        _ first: Expression, _ rest: [Factor], _ leaf: (String) -> Expression
    ) -> Expression {
        let whole = CollectedProduct(.product(first, rest))
        var sum = CollectedSum()
        for factor in [Factor(first)] + rest {
            let inner = factor.expression.derivative(ofName: leaf)
            if inner.isZero { continue }
            var term = whole
            term.multiply(inner)
            term.multiply(factor.expression, power: -1)
            if factor.isDivisor { term.coefficient = -term.coefficient }
            sum.add(term.expression)
        }
        return sum.expression
    }

    /// (a^b)' = b a^(b-1) a' + a^b log(a) b'.
    private static func powerRule(
        _ base: Expression, _ exponent: Expression, _ leaf: (String) -> Expression
    ) -> Expression {
        var sum = CollectedSum()
        let baseSlope = base.derivative(ofName: leaf)
        if !baseSlope.isZero {
            sum.add(.times(exponent, .raised(base, .total([exponent, -1])), baseSlope))
        }
        let exponentSlope = exponent.derivative(ofName: leaf)
        if !exponentSlope.isZero {
            sum.add(.times(.raised(base, exponent), .applied(.log, base), exponentSlope))
        }
        return sum.expression
    }
}

extension ElementaryFunction {
    /// The derivative of the function at a simplified argument, simplified.
    func derivative(at a: Expression) -> Expression {
        let square = Expression.raised(a, 2)
        return switch self {
        case .sin: .applied(.cos, a)
        case .cos: .times(-1, .applied(.sin, a))
        case .tan: .total([1, .raised(.applied(.tan, a), 2)])
        case .exp: .applied(.exp, a)
        case .log: .quotient(1, a)
        case .sqrt: .quotient(0.5, .applied(.sqrt, a))
        case .abs: .applied(.sign, a)
        case .sinh: .applied(.cosh, a)
        case .cosh: .applied(.sinh, a)
        case .tanh: .raised(.applied(.cosh, a), -2)
        case .asin: .quotient(1, .applied(.sqrt, .total([1, .times(-1, square)])))
        case .acos: .quotient(-1, .applied(.sqrt, .total([1, .times(-1, square)])))
        case .atan: .quotient(1, .total([1, square]))
        case .erf: .times(.number(2 / Double.pi.squareRoot()), .applied(.exp, .times(-1, square)))
        case .sign: 0
        }
    }
}
