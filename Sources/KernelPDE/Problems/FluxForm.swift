import Expressions

/// The quantities that stay continuous at a jump of a coefficient, read off the way the equation is written.
///
/// In d(a*u_x, x) = f the flux a u' is continuous, u' is not. In general an equation of order m whose leading term is a
/// nest of r derivatives d(d(... q ..., x), x) has u, ..., u^(m-r-1), then q, dq/dx, ... continuous. A leading term without
/// d(...) has u, ..., u^(m-1) continuous.
struct FluxForm {
    /// The fluxes from the outermost inwards, each a linear form.
    private var chain: [LinearForm] = []
    private let names: DerivativeNames

    init(residual: Expression, text: String, names: DerivativeNames) throws(PDEError) {
        self.names = names
        var leading: LinearForm.Flux?
        var highestPlain = 0
        for term in Self.terms(of: residual) {
            guard let form = try? LinearForm(term, names) else {
                if Self.hasSwitchedFlux(term) {
                    throw .unsupported(
                        "The flux of \"\(term)\" jumps and is not linear in u; only linear fluxes may jump.")
                }
                continue
            }
            highestPlain = max(highestPlain, form.coefficients.keys.map(\.order).max() ?? 0)
            for flux in form.fluxes {
                let order = flux.flux.order
                let isSwitched = !flux.flux.expression(names).switchingExpressions.isEmpty
                if isSwitched, let known = leading, known.flux.order != order {
                    throw .unsupported(
                        "The equation \"\(text)\" has fluxes of several orders that may jump; join them in one d(..., x)."
                    )
                }
                if let known = leading, known.flux.order >= order {
                    if known.flux.order == order {
                        throw .unsupported(
                            "The equation \"\(text)\" has several fluxes of order \(order); join them in one d(..., x)."
                        )
                    }
                    continue
                }
                leading = flux
            }
        }
        guard let leading, leading.flux.order + 1 >= highestPlain else { return }
        if leading.flux.order + 1 == highestPlain {
            throw .unsupported(
                "The equation \"\(text)\" has its highest derivative inside and outside d(..., x); write it one way.")
        }
        var current = leading.flux
        while true {
            if !current.source.switchingExpressions.isEmpty {
                throw .unsupported(
                    "The flux \"\(current.expression(names))\" holds a source that may jump; take the source out of d(..., x)."
                )
            }
            chain.append(current)
            guard current.coefficients.keys.map(\.order).max() ?? 0 < current.order,
                let inner = current.fluxes.max(by: { $0.flux.order < $1.flux.order })
            else { break }
            current = inner.flux
        }
    }

    /// The rows of ``LinearEquation/fluxes``, or nil where u, ..., u^(m-1) are continuous.
    func rows(
        order: Int, variable: String, parameters: [String: Double], text: String
    ) throws(PDEError) -> (@Sendable (Double) -> [[Double]])? {
        guard !chain.isEmpty, chain[0].order == order - 1 else { return nil }
        var compiled: [[CompiledExpression]] = []
        for flux in chain.reversed() {
            let form: LinearForm
            do { form = try flux.expanded(names) } catch { throw .syntax(text: text, message: error.description) }
            var row: [CompiledExpression] = []
            for k in 0..<order {
                let coefficient = form.coefficients[DerivativeName(unknown: "u", orders: [k])] ?? 0
                row.append(
                    try Formula.compiled(coefficient, variables: [variable], parameters: parameters, text: text))
            }
            compiled.append(row)
        }
        let fluxRows = compiled
        let plain = order - fluxRows.count
        return { x in
            (0..<plain).map { i in (0..<order).map { $0 == i ? 1.0 : 0.0 } }
                + fluxRows.map { row in row.map { $0.evaluate(x) } }
        }
    }

    private static func terms(of expression: Expression) -> [Expression] {
        switch expression {
        case .sum(let first, let rest): terms(of: first) + rest.flatMap { terms(of: $0.expression) }
        case .negation(let operand): terms(of: operand)
        default: [expression]
        }
    }

    private static func hasSwitchedFlux(_ expression: Expression) -> Bool {
        if case .derivative(let operand, _) = expression { return !operand.switchingExpressions.isEmpty }
        return expression.children.contains { hasSwitchedFlux($0) }
    }
}
