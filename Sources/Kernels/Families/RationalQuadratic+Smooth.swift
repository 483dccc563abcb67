import CVectorMath

extension RationalQuadratic: SmoothStationaryKernel {
    public var smoothness: Int { .max }

    public func applyProfileDerivative(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        // φ^(m) = (-1/2)^m α(α+1)...(α+m-1)/α^m (1 + s/(2α))^(-α-m).
        let shape = alpha.value
        cv_rational_quadratic(values, s, shape, count)
        let coefficient = (0..<m).reduce(1.0) { $0 * -0.5 * (shape + Double($1)) / shape }
        for i in 0..<count {
            var value = coefficient * values[i] * halfPower(s[i], p)
            for _ in 0..<m { value /= 1 + s[i] / (2 * shape) }
            values[i] = value
        }
    }

    public func pullbackShape(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        // ∂ log|φ^(m)|/∂α = Σ_{i<m} 1/(α+i) - m/α - log(1+u) + (α+m)/α u/(1+u), u = s/(2α). For small u the last two
        // terms cancel to second order when m = 0; log1p keeps their digits.
        let shape = alpha.value
        let constant = (0..<m).reduce(-Double(m) / shape) { $0 + 1 / (shape + Double($1)) }
        let ratio = (shape + Double(m)) / shape
        Tile.withScratch(rowCount: count, columnCount: 2) { scratch in
            let (values, logarithms) = (scratch.column(0), scratch.column(1))
            for i in 0..<count { logarithms[i] = s[i] / (2 * shape) }
            cv_log1p(logarithms, logarithms, count)
            if m == 0 && p == 0 {
                // φ = exp(-α log(1 + u)), whose logarithm is at hand.
                for i in 0..<count { values[i] = -shape * logarithms[i] }
                cv_exp(values, values, count)
            } else {
                applyProfileDerivative(order: m, power: p, s, count: count, into: values)
            }
            var total = 0.0
            for i in 0..<count {
                let u = s[i] / (2 * shape)
                total += weights[i] * values[i] * (constant - logarithms[i] + ratio * u / (1 + u))
            }
            gradient[0] += total
        }
    }
}
