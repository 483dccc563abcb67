import CVectorMath

extension LagKernel {
    /// Each coordinate may be differentiated `smoothness` times.
    public func allowsDerivative(_ index: MultiIndex) -> Bool { index.orders.allSatisfy { $0 <= smoothness } }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        let none = [Int](repeating: 0, count: pairs.x.dimension)
        for j in 0..<tile.columnCount {
            let first = pairs.coincide ? j : 0
            writeProduct(
                none, sign: 1, at: Pairs(pairs.x[first..<tile.rowCount], pairs.z), j, into: tile.column(j) + first)
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        var (lag, center) = (0.0, 0.0)
        fillLag(order: 0, &lag, count: 1, into: &center)
        let variance = (0..<points.dimension).reduce(1.0) { product, _ in product * center }
        values.update(repeating: variance, count: points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullbackProduct(
            adjoint, at: pairs, [Int](repeating: 0, count: pairs.x.dimension), sign: 1, into: gradient)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        // The diagonal is constant: one point stands for all.
        var total = cv_sum(weights, points.count)
        guard points.count > 0 else { return 0 }
        return pullback(
            Adjoint(base: &total, rowCount: 1, columnCount: 1, stride: 1), at: Pairs(within: points[0..<1]),
            into: gradient)
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        let d = pairs.x.dimension
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: 1) { row in
            for c in 0..<d {
                let orders = MultiIndex.along(c, dimension: d).orders
                for j in 0..<adjoint.columnCount {
                    writeProduct(orders, sign: adjoint.scale, at: pairs, j, into: row.base)
                    cv_multiply_add(gradient.column(c), row.base, adjoint.column(j), adjoint.rowCount)
                }
            }
        }
    }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        let orders = (x + z).orders
        let sign = z.total.isMultiple(of: 2) ? 1.0 : -1.0
        for j in 0..<tile.columnCount { writeProduct(orders, sign: sign, at: pairs, j, into: tile.column(j)) }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullbackProduct(
            adjoint, at: pairs, (x + z).orders, sign: z.total.isMultiple(of: 2) ? 1 : -1, into: gradient)
    }
}

extension LagKernel {
    /// Writes sign Π_c κ^(n_c)(x_ic - z_jc) for all i.
    private func writeProduct(
        _ orders: [Int], sign: Double, at pairs: Pairs, _ j: Int, into row: UnsafeMutablePointer<Double>
    ) {
        let m = pairs.x.count
        Tile.withScratch(rowCount: m, columnCount: 2) { scratch in
            let (lags, factor) = (scratch.column(0), scratch.column(1))
            for (c, n) in orders.enumerated() {
                writeLags(pairs, j, c, into: lags)
                fillLag(order: n, lags, count: m, into: c == 0 ? row : factor)
                if c > 0 { cv_multiply(row, row, factor, m) }
            }
        }
        if sign != 1 { for i in 0..<m { row[i] *= sign } }
    }

    private func pullbackProduct(
        _ adjoint: Adjoint, at pairs: Pairs, _ orders: [Int], sign: Double,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let (m, d) = (adjoint.rowCount, orders.count)
        var inner = 0.0
        // Columns: d rows of factors, one of lags, one of weights.
        Tile.withScratch(rowCount: m, columnCount: d + 2) { scratch in
            let (lags, weights) = (scratch.column(d), scratch.column(d + 1))
            for j in 0..<adjoint.columnCount {
                for c in 0..<d {
                    writeLags(pairs, j, c, into: lags)
                    fillLag(order: orders[c], lags, count: m, into: scratch.column(c))
                }
                for c in 0..<d {
                    let a = adjoint.column(j)
                    for i in 0..<m { weights[i] = sign * adjoint.scale * a[i] }
                    for other in 0..<d where other != c { cv_multiply(weights, weights, scratch.column(other), m) }
                    if c == 0 { inner += cv_dot(weights, scratch.column(0), m) }
                    writeLags(pairs, j, c, into: lags)
                    pullbackLag(order: orders[c], lags, weights: weights, count: m, into: gradient)
                }
            }
        }
        return inner
    }

    private func writeLags(_ pairs: Pairs, _ j: Int, _ c: Int, into lags: UnsafeMutablePointer<Double>) {
        let (xs, z) = (pairs.x.coordinate(c), pairs.z[j, c])
        for i in 0..<pairs.x.count { lags[i] = xs[i] - z }
    }
}
