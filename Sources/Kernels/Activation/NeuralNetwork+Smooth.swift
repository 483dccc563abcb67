extension NeuralNetwork: SmoothKernel, SeriesKernel {
    // (2/π) atan(2u/√(1 + 2u(x, x) + 2u(z, z) + 4(u(x, x) u(z, z) - u²))); the difference is b₀ Σ_c v_c δ_c² +
    // Σ_{c<e} v_c v_e (x_c z_e - x_e z_c)² by Lagrange's identity: no cancellation.
    public func series(_ x: [TaylorSeries], _ z: [TaylorSeries]) -> TaylorSeries {
        let orders = x[0].orders
        func variance(_ c: Int) -> Double { weightVariances[weightVariances.count == 1 ? 0 : c].value }
        let bias = biasVariance.value
        var product = TaylorSeries(bias, orders: orders)
        var rest = TaylorSeries(1 + 4 * bias, orders: orders)
        for (c, (a, b)) in zip(x, z).enumerated() {
            let v = variance(c)
            product = product + v * (a * b)
            rest = rest + (2 * v) * (a * a + b * b)
            rest = rest + (4 * bias * v) * ((a - b) * (a - b))
            for e in 0..<c {
                let minor = a * z[e] - x[e] * b
                rest = rest + (4 * v * variance(e)) * (minor * minor)
            }
        }
        return (2 / Double.pi) * (2 * product * rest.raised(to: -0.5)).arcTangent
    }
}
