/// A text or formula that should be a number, and why it is none.
public enum ConstantError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The text is no formula.
    case syntax(SyntaxError)

    /// The formula depends on a name that has no value here.
    case name(NameError)

    /// The formula's value is infinite or not a number.
    case notFinite(formula: String, value: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .syntax(let error): error.description
        case .name(let error): error.description
        case .notFinite(let formula, let value): "'\(formula)' is \(value), not a finite number"
        }
    }
}

extension Expression {
    /// The number this formula stands for, given the parameters' values; for bounds such as `2*pi`.
    ///
    /// - Throws: ``ConstantError`` naming the variable or parameter without a value, or an infinite result.
    public func constantValue(parameters: [String: Double] = [:]) throws(ConstantError) -> Double {
        let compiled: CompiledExpression
        do { compiled = try CompiledExpression(self, variables: [], parameters: parameters) } catch {
            throw .name(NameError(name: error.name, known: error.known, role: "constant '\(self)'"))
        }
        let value = compiled.evaluate(at: [])
        guard value.isFinite else { throw .notFinite(formula: description, value: "\(value)") }
        return value
    }
}

extension Double {
    /// Reads a constant formula such as `2*pi` or `1/3`.
    ///
    /// - Throws: ``ConstantError`` if the text is no formula, depends on an unknown name, or is not finite.
    public init(evaluating text: String, parameters: [String: Double] = [:]) throws(ConstantError) {
        let expression: Expression
        do { expression = try Expression(parsing: text) } catch { throw .syntax(error) }
        self = try expression.constantValue(parameters: parameters)
    }
}
