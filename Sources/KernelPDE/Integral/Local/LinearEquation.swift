/// A linear equation a_m u^(m) + ... + a_1 u' + a_0 u = f on an interval, known by its values.
package struct LinearEquation: Sendable {
    /// The order m >= 1 of the highest derivative.
    package let order: Int

    /// The rows a_0, ..., a_m, f at many points: m + 2 arrays as long as the points. Called often, so in bulk.
    package let rows: @Sendable (_ points: [Double]) -> [[Double]]

    /// The continuous quantities at a break: row i holds the weights of u, u', ..., u^(m-1) in the i-th of m fluxes at x.
    ///
    /// Nil means u, u', ..., u^(m-1) themselves; (a u')' = f has u and a u'. Evaluated on each side of the break.
    package let fluxes: (@Sendable (_ x: Double) -> [[Double]])?

    package init(
        order: Int, rows: @escaping @Sendable ([Double]) -> [[Double]],
        fluxes: (@Sendable (Double) -> [[Double]])? = nil
    ) {
        precondition(order >= 1, "A differential equation has an order of at least one.")
        self.order = order
        self.rows = rows
        self.fluxes = fluxes
    }
}

/// A linear condition: the sum of weight * u^(derivative) at the two ends equals `value`.
package struct EndCondition: Sendable {
    package enum End: Sendable, Hashable { case lower, upper }

    package struct Term: Sendable {
        package let end: End
        package let derivative: Int
        package let weight: Double

        package init(_ end: End, derivative: Int, weight: Double = 1) {
            self.end = end
            self.derivative = derivative
            self.weight = weight
        }
    }

    package var terms: [Term]
    package var value: Double

    package init(_ terms: [Term], equals value: Double) {
        self.terms = terms
        self.value = value
    }

    /// u^(derivative)(end) = value.
    package static func value(_ value: Double, at end: End, derivative: Int = 0) -> EndCondition {
        EndCondition([Term(end, derivative: derivative)], equals: value)
    }

    /// u^(k)(lower) = u^(k)(upper) for every k below the order.
    package static func periodic(order: Int) -> [EndCondition] {
        (0..<order).map { k in
            EndCondition([Term(.lower, derivative: k), Term(.upper, derivative: k, weight: -1)], equals: 0)
        }
    }
}
