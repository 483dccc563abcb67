extension Expression: CustomStringConvertible {
    /// The formula as text that parses back to an equal tree.
    public var description: String {
        var text = ""
        write(to: &text, within: .sum)
        return text
    }

    /// How tightly a place in the text binds; an expression that binds less needs parentheses there.
    private enum Binding: Int {
        case sum, term, factor, base
    }

    private var binding: Binding {
        switch self {
        case .sum: .sum
        case .product: .term
        case .negation: .factor
        case .power: .factor
        case .number(let value): value.sign == .minus ? .factor : .base
        case .constant, .name, .call, .extremum, .conditional, .derivative: .base
        }
    }

    private func write(to text: inout String, within place: Binding) {
        if binding.rawValue < place.rawValue {
            text += "("
            writeBare(to: &text)
            text += ")"
        } else {
            writeBare(to: &text)
        }
    }

    private func writeBare(to text: inout String) {
        switch self {
        case .number(let value): text += Self.shortest(value)
        case .constant(let constant): text += constant.rawValue
        case .name(let name): text += name
        case .negation(.number(let value)):
            // `-2` is a literal: the brackets keep the negation of a literal apart.
            text += "-(\(Self.shortest(value)))"
        case .negation(let operand):
            text += "-"
            operand.write(to: &text, within: .factor)
        case .sum(let first, let rest):
            first.write(to: &text, within: .term)
            for term in rest {
                text += term.isSubtracted ? " - " : " + "
                term.expression.write(to: &text, within: .term)
            }
        case .product(let first, let rest):
            first.write(to: &text, within: .factor)
            for factor in rest {
                text += factor.isDivisor ? "/" : "*"
                factor.expression.write(to: &text, within: .factor)
            }
        case .power(let base, let exponent):
            base.write(to: &text, within: .base)
            text += "^"
            exponent.write(to: &text, within: .factor)
        case .call(let function, let argument): text += "\(function.rawValue)(\(argument))"
        case .extremum(let extremum, let a, let b): text += "\(extremum.rawValue)(\(a), \(b))"
        case .conditional(let condition, let a, let b): text += "where(\(condition), \(a), \(b))"
        case .derivative(let operand, let variable): text += "d(\(operand), \(variable))"
        }
    }

    /// The shortest digits that read back as the number, without a useless `.0`.
    static func shortest(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension Comparison: CustomStringConvertible {
    /// The comparison as text that parses back to an equal tree.
    public var description: String { "\(left) \(relation.rawValue) \(right)" }
}

extension Equation: CustomStringConvertible {
    /// The equation as text that parses back to an equal tree.
    public var description: String { "\(left) = \(right)" }
}
