/// An expression and its partial derivatives by every derivative of an unknown: one step of Newton's method.
///
///     F(u + v) ≈ F(u) + sum_a (∂F/∂D^a u) D^a v
public struct Linearization: Sendable, Hashable {
    /// The expression, its `d(...)` carried out and derivative names in canonical form.
    public let residual: Expression

    /// ∂F/∂(D^a u), simplified, for those a that occur.
    public let slopes: [DerivativeName: Expression]

    /// Differentiates an expression by every derivative of an unknown in it.
    ///
    /// - Throws: ``DerivativeNameError`` for a malformed derivative name.
    public init(_ expression: Expression, _ names: DerivativeNames) throws(DerivativeNameError) {
        residual = try expression.expandedDerivatives(names).canonicalizingDerivatives(names)
        var slopes: [DerivativeName: Expression] = [:]
        for (name, derivative) in try names.derivatives(in: residual) {
            let slope = residual.differentiated(by: name)
            if !slope.isZero { slopes[derivative] = slope }
        }
        self.slopes = slopes
    }

    /// Whether no slope depends on an unknown, so that one step is exact.
    public func isLinear(_ names: DerivativeNames) -> Bool {
        slopes.values.allSatisfy { slope in
            ((try? names.derivatives(in: slope.expanded()))?.isEmpty) ?? false
        }
    }
}
