/// Exact unknowns given as formulas, to be put into equations: the source that makes them solutions.
public struct ManufacturedSolution: Sendable {
    /// The formula of each unknown, in the variables and parameters.
    public let exact: [String: Expression]

    /// How derivatives are named.
    public let names: DerivativeNames

    /// A manufactured solution.
    public init(exact: [String: Expression], names: DerivativeNames) {
        self.exact = exact
        self.names = names
    }

    /// A derivative of the exact solution, or nil for an unknown without formula.
    public func derivative(_ derivative: DerivativeName) -> Expression? {
        guard var result = exact[derivative.unknown] else { return nil }
        for (variable, order) in zip(names.variables, derivative.orders) where order > 0 {
            result = result.differentiated(by: variable, order: order)
        }
        return result
    }

    /// An expression with the exact solution put in for the unknowns and all `d(...)` carried out.
    ///
    /// The source of `left = manufactured` is `source(of: left)`. Unknowns without formula stay as they are.
    ///
    /// - Throws: ``DerivativeNameError`` for a malformed derivative name.
    public func source(of expression: Expression) throws(DerivativeNameError) -> Expression {
        let derivatives = try names.derivatives(in: expression)
        let replacements = derivatives.compactMapValues { derivative($0) }
        return try expression.substituting(replacements).expandedDerivatives(names)
    }

    /// The value at a point of an expression with the exact solution put in, by Taylor series instead of symbols.
    ///
    /// The independent way to ``source(of:)``, for checks: exact derivatives up to total order four.
    ///
    /// - Throws: ``DerivativeNameError`` for a malformed derivative name, ``NameError`` for a name without value.
    public func sourceValue(
        of expression: Expression, at point: [Double], parameters: [String: Double] = [:]
    ) throws -> Double {
        let flat = try expression.expandedDerivatives(names)
        let order = try names.derivatives(in: flat).values.map(\.order).max() ?? 0
        let jets = MultivariateJet.variables(at: point, order: order)
        var values = parameters
        for (name, derivative) in try names.derivatives(in: flat) {
            guard let formula = exact[derivative.unknown] else { continue }
            let compiled = try CompiledExpression(formula, variables: names.variables, parameters: parameters)
            values[name] = compiled.evaluate(at: jets, like: jets[0]).derivative(derivative.orders)
        }
        return try CompiledExpression(flat, variables: names.variables, parameters: values).evaluate(at: point)
    }
}
