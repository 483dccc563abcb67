/// A formula ready to be evaluated at many points.
///
/// Equal subexpressions are computed once, parameters and constants are folded in. Compile once, evaluate often;
/// a value of this type may be shared by threads.
public struct CompiledExpression: Sendable {
    /// The names of the arguments, in order.
    public let variables: [String]

    let program: ExpressionProgram

    /// Compiles a formula of the given variables, with parameters replaced by their values.
    ///
    /// - Throws: ``NameError`` if the formula holds another name. `d(EXPR, x)` is the derivative of EXPR by x with
    ///   all other names fixed; expand unknowns first.
    /// - Complexity: O(size of the formula).
    public init(
        _ expression: Expression, variables: [String], parameters: [String: Double] = [:]
    ) throws(NameError) {
        var builder = ProgramBuilder(variables: variables, parameters: parameters)
        let result = try builder.add(expression)
        self.variables = variables
        program = ExpressionProgram(builder.operations, results: [result])
    }

    /// The number of operations of one evaluation.
    public var operationCount: Int { program.steps.count }

    /// The value at one point, given in the order of ``variables``.
    public func evaluate(_ point: Double...) -> Double { evaluate(at: point) }

    /// The value at one point, given in the order of ``variables``.
    public func evaluate(at point: [Double]) -> Double {
        precondition(point.count == variables.count, "A point needs one coordinate per variable.")
        return program.run(variable: { point[$0] }, reading: { $0[program.results[0]] })
    }

    /// The value on jets or other scalars, given in the order of ``variables``.
    ///
    /// - Parameter sample: any scalar of the wanted shape; needed where there are no variables.
    public func evaluate<S: DifferentiableScalar>(at point: [S], like sample: S) -> S {
        precondition(point.count == variables.count, "A point needs one coordinate per variable.")
        return program.run(variables: point, sample: sample)[0]
    }

    /// The values at `count` points, one column a variable, in blocks that stay in the first-level cache.
    ///
    /// - Parameters:
    ///   - columns: one pointer to `count` coordinates per variable.
    ///   - count: the number of points.
    ///   - target: receives `count` values; may be one of the columns.
    public func evaluate(
        columns: [UnsafePointer<Double>], count: Int, into target: UnsafeMutablePointer<Double>
    ) {
        precondition(columns.count == variables.count, "The evaluation needs one column per variable.")
        program.run(columns: columns, count: count, into: [target])
    }

    /// The values at points given as one array per variable, all of the same length.
    public func evaluate(columns: [[Double]]) -> [Double] {
        precondition(!columns.isEmpty, "Without variables there is no number of points.")
        let count = columns[0].count
        precondition(columns.allSatisfy { $0.count == count }, "Columns differ in length.")
        let flat = columns.flatMap { $0 }
        return flat.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return [] }
            return Array(unsafeUninitializedCapacity: count) { target, initialized in
                if let start = target.baseAddress {
                    evaluate(columns: columns.indices.map { base + $0 * count }, count: count, into: start)
                }
                initialized = count
            }
        }
    }
}
