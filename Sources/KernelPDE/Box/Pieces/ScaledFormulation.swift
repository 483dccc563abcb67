extension BoxFormulation {
    /// Slopes and residual of F_s(u) = L(u) + s (F(u) - L(u)), where L is the linearisation about u = 0.
    func rows(
        columns: [[Double]], values: [[Double]], nonlinearPart s: Double
    ) throws(PDEError) -> (slopes: [[Double]], last: [Double]) {
        var (slopes, last) = try rows(columns: columns, values: values)
        guard s != 1 else { return (slopes, last) }
        let zero = [Double](repeating: 0, count: columns[0].count)
        let about = try rows(columns: columns, values: derivatives.map { _ in zero })
        var linear = about.last
        for (slope, value) in zip(about.slopes, values) {
            for i in linear.indices { linear[i] += slope[i] * value[i] }
        }
        for i in last.indices { last[i] = linear[i] + s * (last[i] - linear[i]) }
        for k in slopes.indices {
            for i in linear.indices { slopes[k][i] = about.slopes[k][i] + s * (slopes[k][i] - about.slopes[k][i]) }
        }
        return (slopes, last)
    }
}
