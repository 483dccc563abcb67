/// A product under construction: a numeric coefficient and constant powers of distinct factors.
struct CollectedProduct {
    var coefficient = 1.0
    private var exponents: [Expression: Double] = [:]

    init() {}

    init(_ expression: Expression) { multiply(expression) }

    /// Multiplies by a simplified expression to a constant power, taking products apart and joining like factors.
    mutating func multiply(_ expression: Expression, power exponent: Double = 1) {
        switch expression {
        case .number(let value): multiply(number: value, power: exponent)
        case .constant(let constant): multiply(number: constant.value, power: exponent)
        case .negation(let operand) where exponent == exponent.rounded():
            if abs(exponent.truncatingRemainder(dividingBy: 2)) == 1 { coefficient = -coefficient }
            multiply(operand, power: exponent)
        case .product(let first, let rest) where exponent == exponent.rounded():
            multiply(first, power: exponent)
            for factor in rest { multiply(factor.expression, power: factor.isDivisor ? -exponent : exponent) }
        case .power(let base, .number(let inner)) where exponent == exponent.rounded():
            multiply(base, power: inner * exponent)
        case .call(.sqrt, let operand) where abs(exponent.truncatingRemainder(dividingBy: 2)) == 0:
            multiply(operand, power: exponent / 2)
        case .sum where exponent == exponent.rounded() && expression.leadsNegative:
            // (b - a) c and (a - b) c are like terms: a sum in a product starts with a plus.
            if abs(exponent.truncatingRemainder(dividingBy: 2)) == 1 { coefficient = -coefficient }
            multiply(expression.opposite, power: exponent)
        default:
            exponents[expression, default: 0] += exponent
            // Joining may complete a square root or a whole power.
            if case .call(.sqrt, let operand) = expression, let total = exponents[expression],
                abs(total) >= 2, total == total.rounded()
            {
                let pairs = (total / 2).rounded(.towardZero)
                exponents[expression] = total - 2 * pairs
                multiply(operand, power: pairs)
            }
        }
    }

    private mutating func multiply(number value: Double, power exponent: Double) {
        // Division keeps 2/3 the nearest number to two thirds.
        let folded = exponent == -1 ? coefficient / value : coefficient * value.raised(to: exponent)
        if folded.isFinite, !(folded == 0 && value != 0 && coefficient != 0) {
            coefficient = folded
        } else {
            exponents[.number(value), default: 0] += exponent
        }
    }

    private var factors: [(key: Expression, value: Double)] {
        exponents.filter { $0.value != 0 }.sorted { Expression.precedes($0.key, $1.key) }
    }

    /// The product in canonical order: coefficient, factors by structure, divisors last.
    var expression: Expression {
        let factors = factors
        if coefficient == 0 || factors.isEmpty { return .number(coefficient) }
        if coefficient == -1, factors.count == 1, factors[0].value == 1, case .sum = factors[0].key {
            // -(a - b) becomes b - a.
            return factors[0].key.opposite
        }
        var numerator = factors.filter { $0.value > 0 }.map { Expression.bare($0.key, $0.value) }
        let divisors = factors.filter { $0.value < 0 }.map { Expression.bare($0.key, -$0.value) }
        if abs(coefficient) != 1 || numerator.isEmpty {
            numerator.insert(.number(coefficient), at: 0)
        } else if coefficient == -1 {
            numerator[0] = .negation(numerator[0])
        }
        let rest =
            numerator.dropFirst().map { Expression.Factor($0) }
            + divisors.map { Expression.Factor($0, isDivisor: true) }
        return rest.isEmpty ? numerator[0] : .product(numerator[0], rest)
    }
}

extension Expression {
    /// The canonical sum with every sign changed.
    fileprivate var opposite: Expression {
        var sum = CollectedSum()
        sum.add(self, times: -1)
        return sum.expression
    }

    /// Whether the first term of a canonical sum, by structure, is negative.
    ///
    /// A positive term may have been moved before it.
    fileprivate var leadsNegative: Bool {
        guard case .sum(let first, let rest) = self, let second = rest.first else { return false }
        let (coefficient, core) = first.coefficientAndCore
        if coefficient < 0 { return true }
        guard second.isSubtracted, let next = second.expression.coefficientAndCore.core else { return false }
        return core.map { Expression.precedes(next, $0) } ?? true
    }

    fileprivate static func bare(_ base: Expression, _ exponent: Double) -> Expression {
        exponent == 1 ? base : .power(base, .number(exponent))
    }
}
