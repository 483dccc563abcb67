/// A smooth kernel given by a formula in Taylor series: its derivatives of all orders follow.
///
/// The values still come from `fill`; each entry of a derivative block is one evaluation in series, some microseconds.
public protocol SeriesKernel: SmoothKernel {
    /// k(x, z) for points whose coordinates are series.
    func series(_ x: [TaylorSeries], _ z: [TaylorSeries]) -> TaylorSeries
}

extension SeriesKernel {
    public var smoothness: Int { .max }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        if x.total + z.total == 0 { return fill(tile, at: pairs) }
        let (d, orders) = (pairs.x.dimension, x.orders + z.orders)
        for j in 0..<tile.columnCount {
            let second = (0..<d).map { TaylorSeries(pairs.z[j, $0], variable: d + $0, orders: orders) }
            for i in 0..<tile.rowCount {
                let first = (0..<d).map { TaylorSeries(pairs.x[i, $0], variable: $0, orders: orders) }
                tile[i, j] = series(first, second).topDerivative
            }
        }
    }
}

/// A function of the inputs given by a formula in Taylor series.
public protocol SeriesMap: InputMap {
    /// The values g_e(x) at a point whose coordinates are series.
    func series(_ x: [TaylorSeries]) -> [TaylorSeries]
}
