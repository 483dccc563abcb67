extension AffineMap: SeriesMap {
    public func series(_ x: [TaylorSeries]) -> [TaylorSeries] {
        [zip(slopes, x).reduce(TaylorSeries(offset.value, orders: x[0].orders)) { $0 + $1.0.value * $1.1 }]
    }
}

extension RadialBasisMap: SeriesMap {
    public func series(_ x: [TaylorSeries]) -> [TaylorSeries] {
        var result = TaylorSeries(offset.value, orders: x[0].orders)
        for (m, weight) in weights.enumerated() {
            var exponent = TaylorSeries(0, orders: x[0].orders)
            for (c, coordinate) in x.enumerated() {
                let step = coordinate + -centers[m, c]
                exponent = exponent + step * step
            }
            result = result + weight.value * ((-0.5 / (width * width)) * exponent).exponential
        }
        return [result]
    }
}
