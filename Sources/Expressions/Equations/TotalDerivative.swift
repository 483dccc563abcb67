extension Expression {
    /// The expression with every `d(EXPR, x)` carried out as a total derivative, simplified where it was.
    ///
    /// Unknowns depend on the variables, so d(u, x) is u_x, d(a(x) u_x, x) is a'(x) u_x + a(x) u_xx, and other
    /// names are constants. Jumps of a coefficient are differentiated branch by branch, that is, lost: use
    /// ``LinearForm``, which keeps fluxes, where they matter.
    ///
    /// - Throws: ``DerivativeNameError`` for a malformed derivative name or a variable that is none.
    public func expandedDerivatives(_ names: DerivativeNames) throws(DerivativeNameError) -> Expression {
        guard case .derivative(let operand, let variable) = self else {
            return try mappingChildren { (child) throws(DerivativeNameError) in
                try child.expandedDerivatives(names)
            }
        }
        return try operand.expandedDerivatives(names).totalDerivative(by: variable, names)
    }

    /// The total derivative by a variable, of an expression without `d(...)`.
    func totalDerivative(by variable: String, _ names: DerivativeNames) throws(DerivativeNameError) -> Expression {
        let index = try names.variableIndex(variable)
        let simplified = simplified()
        let derivatives = try names.derivatives(in: simplified)
        return simplified.derivative { name in
            if name == variable { return 1 }
            guard let derivative = derivatives[name] else { return 0 }
            return .name(names.name(of: derivative.differentiated(by: index)))
        }
    }

    /// The same expression with derivatives under their canonical names (u_yx becomes u_xy).
    func canonicalizingDerivatives(_ names: DerivativeNames) throws(DerivativeNameError) -> Expression {
        let derivatives = try names.derivatives(in: self)
        return substituting(derivatives.mapValues { .name(names.name(of: $0)) })
    }
}
