import Expressions
import LinearAlgebra

/// A formula evaluated at the rows of a matrix.
struct CompiledFormula {
    private let compiled: CompiledExpression

    init(_ text: String, _ variables: [String]) throws {
        compiled = try CompiledExpression(try Expression(parsing: text), variables: variables)
    }

    func values(_ points: Matrix) -> Vector {
        Vector(compiled.evaluate(columns: (0..<points.columnCount).map { points.column($0).array }))
    }
}
