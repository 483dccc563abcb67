/// The factors g^(a)(x_i) g^(b)(z_j) on the entries of a tile.
struct Modulation {
    let function: Sigmoid
    /// The orders a and b of the derivatives.
    var xOrder = 0
    var zOrder = 0

    /// Multiplies the entries by the factors.
    func modulate(_ tile: Tile, at pairs: Pairs) {
        withFactors(pairs) { x, z in
            for j in 0..<tile.columnCount {
                let column = tile.column(j)
                for i in 0..<tile.rowCount { column[i] *= x[i] * z[j] }
            }
        }
    }

    /// Multiplies the entries of a diagonal by the factors, without derivatives.
    func modulateDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        withFactor(order: 0, points) { g in for i in 0..<points.count { values[i] *= g[i] * g[i] } }
    }

    /// Calls `body` with the adjoint times the factors.
    func withModulated<R>(_ adjoint: Adjoint, at pairs: Pairs, _ body: (Adjoint) -> R) -> R {
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { weights in
            withFactors(pairs) { x, z in
                for j in 0..<adjoint.columnCount {
                    let (a, column) = (adjoint.column(j), weights.column(j))
                    for i in 0..<adjoint.rowCount { column[i] = a[i] * x[i] * z[j] }
                }
            }
            return body(weights.asAdjoint.scaled(by: adjoint.scale))
        }
    }

    /// Adds Σ_ij A_ij ∂/∂(t, s) of the factors to the gradient.
    func pullback(_ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>) {
        withSums(adjoint, at: pairs) { rows, columns in
            let first = function.slopes(order: xOrder, at: pairs.x, weights: rows)
            let second = function.slopes(order: zOrder, at: pairs.z, weights: columns)
            gradient[0] += first.location + second.location
            gradient[1] += first.steepness + second.steepness
        }
    }

    /// Adds Σ_i w_i ∂g(x_i)²/∂(t, s) to the gradient.
    func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) {
        withFactor(order: 0, points) { g in
            for i in 0..<points.count { g[i] *= 2 * weights[i] }
            let slopes = function.slopes(order: 0, at: points, weights: g)
            gradient[0] += slopes.location
            gradient[1] += slopes.steepness
        }
    }

    /// Adds Σ_j A_ij ∂/∂x_i of the factors to the gradient.
    func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        withSums(adjoint, at: pairs) { rows, _ in
            withFactor(order: xOrder + 1, pairs.x) { g in
                for i in 0..<pairs.x.count { gradient[i, function.coordinate] += rows[i] * g[i] }
            }
        }
    }

    /// Calls `body` with Σ_j A_ij g^(b)(z_j) for all i and Σ_i A_ij g^(a)(x_i) for all j.
    private func withSums(
        _ adjoint: Adjoint, at pairs: Pairs,
        _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
    ) {
        let (m, n) = (adjoint.rowCount, adjoint.columnCount)
        withFactors(pairs) { x, z in
            Tile.withScratch(rowCount: m + n, columnCount: 1) { sums in
                let (rows, columns) = (sums.base, sums.base + m)
                rows.update(repeating: 0, count: m + n)
                for j in 0..<n {
                    let a = adjoint.column(j)
                    for i in 0..<m {
                        rows[i] += adjoint.scale * a[i] * z[j]
                        columns[j] += adjoint.scale * a[i] * x[i]
                    }
                }
                body(rows, columns)
            }
        }
    }

    private func withFactors(
        _ pairs: Pairs, _ body: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Void
    ) {
        withFactor(order: xOrder, pairs.x) { x in withFactor(order: zOrder, pairs.z) { body(x, $0) } }
    }

    private func withFactor(order: Int, _ points: Points, _ body: (UnsafeMutablePointer<Double>) -> Void) {
        Tile.withScratch(rowCount: points.count, columnCount: 1) { factor in
            function.write(order: order, at: points, into: factor.base)
            body(factor.base)
        }
    }
}
