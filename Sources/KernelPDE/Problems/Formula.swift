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

    static func compiled(
        _ expressions: [Expression], variables: [String], parameters: [String: Double], text: String
    ) throws(PDEError) -> CompiledExpressions {
        do { return try CompiledExpressions(expressions, variables: variables, parameters: parameters) } catch {
            throw .syntax(text: text, message: error.description)
        }
    }
}

extension CompiledExpressions {
    /// The values of every formula, one array a formula, at points given as one array a variable.
    func rows(columns: [[Double]]) -> [[Double]] {
        let points = columns[0].count
        let flat = columns.flatMap { $0 }
        var result = [Double](repeating: 0, count: count * points)
        flat.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                evaluate(
                    columns: columns.indices.map { from + $0 * points }, count: points,
                    into: (0..<count).map { to + $0 * points })
            }
        }
        return (0..<count).map { Array(result[($0 * points)..<(($0 + 1) * points)]) }
    }
}
