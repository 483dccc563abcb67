/// A non-linear equation F(x, u, u', ..., u^(m)) = 0, known by values and partial derivatives.
package struct NonlinearEquation: Sendable {
    /// F and its partial derivatives at many points.
    package struct Linearization: Sendable {
        /// F at every point.
        package var residual: [Double]
        /// dF/du^(k) at every point, k = 0...m.
        package var partials: [[Double]]

        package init(residual: [Double], partials: [[Double]]) {
            self.residual = residual
            self.partials = partials
        }
    }

    /// The order m >= 1.
    package let order: Int
    /// F and its partials, given points and u, u', ..., u^(m) there.
    package let linearized: @Sendable (_ points: [Double], _ derivatives: [[Double]]) -> Linearization
    /// The continuous quantities at a break; see ``LinearEquation/fluxes``. They must not depend on u.
    package let fluxes: (@Sendable (Double) -> [[Double]])?

    package init(
        order: Int, fluxes: (@Sendable (Double) -> [[Double]])? = nil,
        linearized: @escaping @Sendable ([Double], [[Double]]) -> Linearization
    ) {
        self.order = order
        self.linearized = linearized
        self.fluxes = fluxes
    }

    /// The part linear in u about u = 0: sum_k dF/du^(k)(x, 0) u^(k) = -F(x, 0).
    package var linearPart: LinearEquation {
        let evaluate = linearized
        let count = order + 1
        return LinearEquation(
            order: order,
            rows: { points in
                let zero = [[Double]](repeating: [Double](repeating: 0, count: points.count), count: count)
                let about = evaluate(points, zero)
                return about.partials + [about.residual.map { -$0 }]
            }, fluxes: fluxes)
    }

    /// The equation with its non-linear part multiplied by s: L + s (F - L), L the linear part about zero.
    package func scaled(nonlinearPart s: Double) -> NonlinearEquation {
        let evaluate = linearized
        let linear = linearPart.rows
        let order = order
        return NonlinearEquation(order: order, fluxes: fluxes) { points, derivatives in
            var result = evaluate(points, derivatives)
            let rows = linear(points)
            for i in 0..<points.count {
                var linearValue = -rows[order + 1][i]
                for k in 0...order { linearValue += rows[k][i] * derivatives[k][i] }
                result.residual[i] = linearValue + s * (result.residual[i] - linearValue)
                for k in 0...order {
                    result.partials[k][i] = rows[k][i] + s * (result.partials[k][i] - rows[k][i])
                }
            }
            return result
        }
    }
}
