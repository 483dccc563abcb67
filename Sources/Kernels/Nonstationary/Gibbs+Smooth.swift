extension Gibbs: SmoothKernel, SeriesKernel where Field: SeriesMap {
    public func series(_ x: [TaylorSeries], _ z: [TaylorSeries]) -> TaylorSeries {
        let (u, v) = (logLengthscale.series(x)[0], logLengthscale.series(z)[0])
        let sum = (2 * u).exponential + (2 * v).exponential
        let inverse = sum.raised(to: -1)
        var distance = TaylorSeries(0, orders: u.orders)
        for (a, b) in zip(x, z) { distance = distance + (a - b) * (a - b) }
        let ratio = 2 * (u + v).exponential * inverse
        return ratio.raised(to: 0.5 * Double(x.count)) * (-1 * (distance * inverse)).exponential
    }
}
