/// An expression that is linear in unknowns and their derivatives, taken apart.
///
///     expression = sum_a c_a D^a u + sum_j b_j d(flux_j, x_j) + source
///
/// with c_a, b_j and source free of unknowns. Fluxes `d(a(x)*u_x, x)` are kept, so that jumps of a(x) stay visible;
/// ``expanded(_:)`` differentiates them.
public struct LinearForm: Sendable, Hashable {
    /// A derivative of a linear form, with a factor before it.
    public struct Flux: Sendable, Hashable {
        /// The factor before `d(...)`, free of unknowns.
        public var coefficient: Expression

        /// What is differentiated.
        public var flux: LinearForm

        /// The variable by which.
        public var variable: String
    }

    /// The coefficients c_a, simplified and not zero.
    public internal(set) var coefficients: [DerivativeName: Expression] = [:]

    /// The derivatives that were written as `d(..., x)` of something with an unknown.
    public internal(set) var fluxes: [Flux] = []

    /// What is free of unknowns.
    public internal(set) var source: Expression = 0

    init(source: Expression = 0) { self.source = source }

    /// Takes an expression apart.
    ///
    /// Where the form as written is not visibly linear, it is multiplied out and tried again, so
    /// (u + 1)^2 - u^2 passes.
    ///
    /// - Throws: ``LinearFormError``: a malformed derivative name, or the part that is not linear.
    public init(_ expression: Expression, _ names: DerivativeNames) throws(LinearFormError) {
        do {
            self = try Self.decompose(expression, names)
        } catch {
            guard case .nonlinear = error else { throw error }
            let flat: Expression
            do { flat = try expression.expandedDerivatives(names).canonicalizingDerivatives(names).expanded() } catch {
                throw .name(error)
            }
            guard let form = try? Self.decompose(flat, names) else { throw error }
            self = form
        }
    }

    /// The highest order of a derivative, counting those of fluxes.
    public var order: Int {
        let inner = fluxes.map { $0.flux.order + ($0.flux.coefficients.isEmpty ? 0 : 1) }
        return max(coefficients.keys.map(\.order).max() ?? 0, inner.max() ?? 0)
    }

    /// The form as an expression again.
    public func expression(_ names: DerivativeNames) -> Expression {
        let terms = coefficients.map { Expression.times($1, .name(names.name(of: $0))) }
        let derivatives = fluxes.map {
            Expression.times($0.coefficient, .derivative($0.flux.expression(names), by: $0.variable))
        }
        return .total(terms + derivatives + [source])
    }

    /// The form with its fluxes differentiated by the product rule.
    ///
    /// - Throws: ``LinearFormError/name(_:)`` if a flux is differentiated by something that is no variable.
    public func expanded(_ names: DerivativeNames) throws(LinearFormError) -> LinearForm {
        var result = self
        result.fluxes = []
        for flux in fluxes {
            let inner = try flux.flux.expanded(names).expression(names)
            let derivative: Expression
            do { derivative = try inner.totalDerivative(by: flux.variable, names) } catch { throw .name(error) }
            result.add(try LinearForm(derivative.expanded(), names), times: flux.coefficient)
        }
        return result
    }
}
