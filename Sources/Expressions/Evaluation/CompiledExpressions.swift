/// Several formulas of the same variables, compiled together so that they share equal subexpressions.
///
/// The residual of an equation and its slopes, or a function and its derivatives, mostly consist of the same parts.
public struct CompiledExpressions: Sendable {
    /// The names of the arguments, in order.
    public let variables: [String]

    private let program: ExpressionProgram

    /// Compiles formulas of the given variables, with parameters replaced by their values.
    ///
    /// - Throws: ``NameError`` if a formula holds another name.
    /// - Complexity: O(size of the formulas).
    public init(
        _ expressions: [Expression], variables: [String], parameters: [String: Double] = [:]
    ) throws(NameError) {
        var builder = ProgramBuilder(variables: variables, parameters: parameters)
        var results: [Int] = []
        for expression in expressions { results.append(try builder.add(expression)) }
        self.variables = variables
        program = ExpressionProgram(builder.operations, results: results)
    }

    /// The number of formulas.
    public var count: Int { program.results.count }

    /// The number of operations of one evaluation of all formulas.
    public var operationCount: Int { program.steps.count }

    /// The values of all formulas at one point.
    public func evaluate(at point: [Double]) -> [Double] {
        precondition(point.count == variables.count, "A point needs one coordinate per variable.")
        return program.run(variable: { point[$0] }, reading: { registers in program.results.map { registers[$0] } })
    }

    /// The values of all formulas on jets or other scalars; `sample` gives constants their shape.
    public func evaluate<S: DifferentiableScalar>(at point: [S], like sample: S) -> [S] {
        precondition(point.count == variables.count, "A point needs one coordinate per variable.")
        return program.run(variables: point, sample: sample)
    }

    /// The values of all formulas at `count` points.
    ///
    /// - Parameters:
    ///   - columns: one pointer to `count` coordinates per variable.
    ///   - count: the number of points.
    ///   - targets: one pointer to `count` values per formula; they overlap neither each other nor the columns.
    public func evaluate(
        columns: [UnsafePointer<Double>], count: Int, into targets: [UnsafeMutablePointer<Double>]
    ) {
        precondition(columns.count == variables.count, "The evaluation needs one column per variable.")
        precondition(targets.count == self.count, "The evaluation needs one target per formula.")
        program.run(columns: columns, count: count, into: targets)
    }
}
