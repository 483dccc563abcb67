import Expressions

/// An ordinary equation compiled for the integral solver: values in bulk, flux rows, known singular points.
struct OrdinaryFormulation: Sendable {
    enum Kind: Sendable {
        case linear(LinearEquation)
        case nonlinear(NonlinearEquation)
    }

    let kind: Kind
    let order: Int
    /// Zeros of the arguments of where, abs, sign, min and max: the places where a formula may jump or bend.
    let switches: [Double]

    init(
        residual: Expression, text: String, variable: DomainVariable, names: DerivativeNames,
        parameters: [String: Double]
    ) throws(PDEError) {
        let x = variable.name
        let fluxForm = try FluxForm(residual: residual, text: text, names: names)
        let linearization: Linearization
        do { linearization = try Linearization(residual, names) } catch {
            throw .syntax(text: text, message: error.description)
        }
        let order = linearization.slopes.keys.map(\.order).max() ?? 0
        guard order >= 1 else { throw .noDerivative(equation: text) }
        guard order <= 4 else { throw .orderTooHigh(order) }
        self.order = order
        let fluxes = try fluxForm.rows(order: order, variable: x, parameters: parameters, text: text)
        let form: LinearForm?
        do { form = try LinearForm(residual, names).expanded(names) } catch {
            if case .name(let wrong) = error { throw .syntax(text: text, message: wrong.description) }
            form = nil
        }
        if let form {
            let coefficients = (0...order).map { form.coefficients[DerivativeName(unknown: "u", orders: [$0])] ?? 0 }
            let compiled = try Formula.compiled(
                coefficients + [Expression.negation(form.source).simplified()], variables: [x],
                parameters: parameters, text: text)
            kind = .linear(
                LinearEquation(order: order, rows: { compiled.rows(columns: [$0]) }, fluxes: fluxes))
        } else {
            kind = .nonlinear(
                try Self.nonlinear(
                    linearization, order: order, variable: x, names: names, parameters: parameters, text: text,
                    fluxes: fluxes))
        }
        switches = SwitchPoints.find(in: residual, variable: variable, parameters: parameters)
    }

    private static func nonlinear(
        _ linearization: Linearization, order: Int, variable: String, names: DerivativeNames,
        parameters: [String: Double], text: String, fluxes: (@Sendable (Double) -> [[Double]])?
    ) throws(PDEError) -> NonlinearEquation {
        let columns = [variable] + (0...order).map { names.name(of: DerivativeName(unknown: "u", orders: [$0])) }
        let slopes = (0...order).map { linearization.slopes[DerivativeName(unknown: "u", orders: [$0])] ?? 0 }
        let compiled = try Formula.compiled(
            [linearization.residual] + slopes, variables: columns, parameters: parameters, text: text)
        return NonlinearEquation(order: order, fluxes: fluxes) { points, derivatives in
            let rows = compiled.rows(columns: [points] + derivatives)
            return .init(residual: rows[0], partials: Array(rows.dropFirst()))
        }
    }
}
