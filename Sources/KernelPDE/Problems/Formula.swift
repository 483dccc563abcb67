import Expressions

/// Reads formulas of a problem, turning every failure into a ``PDEError`` that quotes the text.
enum Formula {
    static func constant(_ text: String, parameters: [String: Double]) throws(PDEError) -> Double {
        do { return try Double(evaluating: text, parameters: parameters) } catch {
            throw .syntax(text: text, message: error.description)
        }
    }

    static func equation(_ text: String) throws(PDEError) -> Equation {
        do { return try Equation(parsing: text) } catch {
            throw .syntax(text: text, message: error.description)
        }
    }

    /// A formula of the variables and parameters only.
    static func function(
        _ text: String, variables: [String], parameters: [String: Double]
    ) throws(PDEError) -> Expression {
        let expression: Expression
        do { expression = try Expression(parsing: text) } catch {
            throw .syntax(text: text, message: error.description)
        }
        _ = try compiled(expression, variables: variables, parameters: parameters, text: text)
        return expression
    }

    static func compiled(
        _ expression: Expression, variables: [String], parameters: [String: Double], text: String
    ) throws(PDEError) -> CompiledExpression {
        do { return try CompiledExpression(expression, variables: variables, parameters: parameters) } catch {
            throw .syntax(text: text, message: error.description)
        }
    }
}
