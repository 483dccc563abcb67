import Expressions

/// A linear condition on the whole domain: the integral of a_0 u + a_1 u' + ... + s over it equals a number.
struct IntegralCondition: Sendable {
    /// a_0 ... a_{m-1}, then s.
    private let weights: CompiledExpressions
    let value: Double
    let text: String

    /// - Parameter order: the order of the equation, which the condition stays below.
    init(
        _ equation: Equation, text: String, order: Int, variable: DomainVariable, names: DerivativeNames,
        parameters: [String: Double]
    ) throws(PDEError) {
        func refused(_ reason: String) -> PDEError { .unsuitableCondition(condition: text, reason: reason) }
        guard !equation.right.contains(anyOf: [variable.name]) else {
            throw refused("the right side of an integral condition is a number: it must not hold \(variable.name).")
        }
        let right = try Formula.compiled(
            equation.right, variables: [variable.name], parameters: parameters, text: text)
        value = right.evaluate(variable.lower)
        guard value.isFinite else { throw refused("its right side is not a finite number.") }
        let form: LinearForm
        do { form = try LinearForm(equation.left, names).expanded(names) } catch {
            throw refused("\(error.description).")
        }
        let highest = form.coefficients.keys.map(\.order).max() ?? -1
        guard highest >= 0 else { throw refused("its left side does not hold the unknown u.") }
        guard highest < order else {
            throw refused(
                "it holds a derivative of order \(highest); conditions of an equation of order \(order) may go up to order "
                    + "\(order - 1).")
        }
        let rows = (0..<order).map { form.coefficients[DerivativeName(unknown: "u", orders: [$0])] ?? 0 }
        weights = try Formula.compiled(
            rows + [form.source], variables: [variable.name], parameters: parameters, text: text)
        self.text = text
    }

    /// The integral for a function, by Chebyshev interpolation of the integrand on each of its pieces.
    ///
    /// - Throws: ``PDEError/unsuitableCondition(condition:reason:)`` where a weight is not finite.
    func integral(of u: PiecewiseSeries) throws(PDEError) -> Double {
        var sum = 0.0
        for (interval, derivatives) in zip(u.intervals, u.derivatives) {
            let count = ChebyshevNodes.transformLength(atLeast: max(128, 2 * derivatives[0].coefficients.count))
            let rows = weights.rows(columns: [interval.points(ChebyshevNodes.firstKind(count))])
            var integrand = rows[rows.count - 1]
            for k in 0..<(rows.count - 1) {
                let values = ChebyshevTransform.values(ofCoefficients: derivatives[k].coefficients, count: count)
                for i in 0..<count { integrand[i] += rows[k][i] * values[i] }
            }
            guard integrand.allSatisfy(\.isFinite) else {
                throw .unsuitableCondition(
                    condition: text, reason: "its left side is not finite somewhere in the domain.")
            }
            let coefficients = ChebyshevTransform.coefficients(ofValues: integrand)
            for n in stride(from: 0, to: count, by: 2) {
                sum += interval.length * coefficients[n] / (1 - Double(n) * Double(n))
            }
        }
        return sum
    }
}
