/// Why an expression is no linear form.
public enum LinearFormError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A name that looks like a derivative but is none.
    case name(DerivativeNameError)

    /// A part that is not linear in the unknowns.
    case nonlinear(part: String, reason: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .name(let error): error.description
        case .nonlinear(let part, let reason): "'\(part)' is not linear in the unknown: \(reason)"
        }
    }
}

extension LinearForm {
    /// Linear in one walk over the tree; constants are not multiplied out.
    static func decompose(_ expression: Expression, _ names: DerivativeNames) throws(LinearFormError) -> LinearForm {
        let derivatives: [String: DerivativeName]
        do { derivatives = try names.derivatives(in: expression) } catch { throw .name(error) }
        return try decompose(expression, derivatives, Set(derivatives.keys), names)
    }

    private static func decompose(
        _ expression: Expression, _ derivatives: [String: DerivativeName], _ unknown: Set<String>,
        _ names: DerivativeNames
    ) throws(LinearFormError) -> LinearForm {
        if !expression.contains(anyOf: unknown) {
            do { return LinearForm(source: try expression.expandedDerivatives(names).simplified()) } catch {
                throw .name(error)
            }
        }
        func part(_ child: Expression) throws(LinearFormError) -> LinearForm {
            try decompose(child, derivatives, unknown, names)
        }
        var form = LinearForm()
        switch expression {
        case .name(let name):
            if let derivative = derivatives[name] { form.coefficients[derivative] = 1 }
        case .negation(let operand): form.add(try part(operand), times: -1)
        case .sum(let first, let rest):
            form.add(try part(first))
            for term in rest { form.add(try part(term.expression), times: term.isSubtracted ? -1 : 1) }
        case .product(let first, let rest):
            let factors = [Expression.Factor(first)] + rest
            let dependent = factors.filter { $0.expression.contains(anyOf: unknown) }
            guard dependent.count == 1 else {
                throw .nonlinear(part: "\(expression)", reason: "it multiplies the unknown with itself")
            }
            if dependent[0].isDivisor {
                throw .nonlinear(part: "\(expression)", reason: "it divides by the unknown")
            }
            var scale = CollectedProduct()
            for factor in factors where !factor.expression.contains(anyOf: unknown) {
                scale.multiply(factor.expression.simplified(), power: factor.isDivisor ? -1 : 1)
            }
            form.add(try part(dependent[0].expression), times: scale.expression)
        case .conditional(let condition, let a, let b):
            if condition.residual.contains(anyOf: unknown) {
                throw .nonlinear(part: "\(expression)", reason: "the condition depends on the unknown")
            }
            form.add(try part(a), where: condition, otherwise: try part(b))
        case .derivative(let operand, let variable):
            form.fluxes = [Flux(coefficient: 1, flux: try part(operand), variable: variable)]
        case .power(let base, let exponent) where exponent.simplified() == 1: form = try part(base)
        case .power: throw .nonlinear(part: "\(expression)", reason: "it is a power of the unknown")
        case .call(let function, _):
            throw .nonlinear(part: "\(expression)", reason: "\(function.rawValue) is applied to the unknown")
        case .extremum: throw .nonlinear(part: "\(expression)", reason: "it compares the unknown")
        case .number, .constant: break
        }
        return form
    }

    /// Adds another form times a factor free of unknowns.
    mutating func add(_ other: LinearForm, times scale: Expression = 1) {
        for (derivative, coefficient) in other.coefficients {
            let sum = Expression.total([coefficients[derivative] ?? 0, .times(scale, coefficient)])
            coefficients[derivative] = sum.isZero ? nil : sum
        }
        for flux in other.fluxes {
            let coefficient = Expression.times(scale, flux.coefficient)
            fluxes.append(Flux(coefficient: coefficient, flux: flux.flux, variable: flux.variable))
        }
        source = .total([source, .times(scale, other.source)])
    }

    /// Adds a form that holds where a condition does and one for elsewhere.
    private mutating func add(_ a: LinearForm, where condition: Comparison, otherwise b: LinearForm) {
        let condition = condition.simplified()
        for derivative in Set(a.coefficients.keys).union(b.coefficients.keys) {
            let chosen = Expression.chosen(
                condition, a.coefficients[derivative] ?? 0, b.coefficients[derivative] ?? 0)
            if !chosen.isZero { coefficients[derivative] = chosen }
        }
        fluxes += a.fluxes.map {
            Flux(coefficient: .chosen(condition, $0.coefficient, 0), flux: $0.flux, variable: $0.variable)
        }
        fluxes += b.fluxes.map {
            Flux(coefficient: .chosen(condition, 0, $0.coefficient), flux: $0.flux, variable: $0.variable)
        }
        source = .chosen(condition, a.source, b.source)
    }
}
