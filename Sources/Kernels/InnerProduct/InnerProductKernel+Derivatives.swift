import CVectorMath

// ∂_x^a ∂_z^b f(v x z + rest) = Σ_k C(a,k) b!/(b-k)! v^(a+b-k) x^(b-k) z^(a-k) f^(a+b-k): differentiate in z first, then
// Leibniz in x. Coordinates multiply, and the orders of f add.

/// One term: coefficient Π_c v_c^(power of v) x_c^(power of x) z_c^(power of z) times f^(order).
private struct BilinearTerm {
    var coefficient = 1.0
    var order = 0
    var variancePowers: [Int] = []
    var xPowers: [Int] = []
    var zPowers: [Int] = []

    static func terms(x: MultiIndex, z: MultiIndex) -> [BilinearTerm] {
        var result = [BilinearTerm()]
        for (a, b) in zip(x.orders, z.orders) {
            result = result.flatMap { head in
                (0...Swift.min(a, b)).map { k in
                    var term = head
                    term.coefficient *= binomial(a, k) * fallingProduct(b, k)
                    term.order += a + b - k
                    term.variancePowers.append(a + b - k)
                    term.xPowers.append(b - k)
                    term.zPowers.append(a - k)
                    return term
                }
            }
        }
        return result
    }

    /// Writes coefficient Π_c v_c^. x_c^. z_c^. for all points x_i.
    func writeMonomial(
        _ x: Points, _ z: Points, _ j: Int, variance: (Int) -> Double, into row: UnsafeMutablePointer<Double>
    ) {
        var factor = coefficient
        for c in 0..<x.dimension {
            for _ in 0..<variancePowers[c] { factor *= variance(c) }
            for _ in 0..<zPowers[c] { factor *= z[j, c] }
        }
        row.update(repeating: factor, count: x.count)
        for c in 0..<x.dimension {
            for _ in 0..<xPowers[c] { cv_multiply(row, row, x.coordinate(c), x.count) }
        }
    }
}

extension InnerProductKernel {
    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        let terms = BilinearTerm.terms(x: x, z: z)
        let m = tile.rowCount
        Tile.withScratch(rowCount: m, columnCount: 2) { scratch in
            let (function, monomial) = (scratch.column(0), scratch.column(1))
            for j in 0..<tile.columnCount {
                tile.column(j).update(repeating: 0, count: m)
                for term in terms {
                    innerProducts(of: pairs.x, pairs.z, j, into: function)
                    applyFunction(order: term.order, function, count: m)
                    term.writeMonomial(pairs.x, pairs.z, j, variance: variance, into: monomial)
                    cv_multiply_add(tile.column(j), function, monomial, m)
                }
            }
        }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let terms = BilinearTerm.terms(x: x, z: z)
        let m = adjoint.rowCount
        var inner = 0.0
        Tile.withScratch(rowCount: m, columnCount: 3) { scratch in
            let (u, weights, function) = (scratch.column(0), scratch.column(1), scratch.column(2))
            for j in 0..<adjoint.columnCount {
                innerProducts(of: pairs.x, pairs.z, j, into: u)
                for term in terms {
                    term.writeMonomial(pairs.x, pairs.z, j, variance: variance, into: weights)
                    cv_multiply(weights, weights, adjoint.column(j), m)
                    for i in 0..<m { weights[i] *= adjoint.scale }
                    pullbackShape(order: term.order, u, weights: weights, count: m, into: gradient + variances.count)
                    function.update(from: u, count: m)
                    applyFunction(order: term.order, function, count: m)
                    let value = cv_dot(weights, function, m)
                    inner += value
                    function.update(from: u, count: m)
                    applyFunction(order: term.order + 1, function, count: m)
                    cv_multiply(function, function, weights, m)
                    // ∂/∂v_c of the monomial, and of f^(order)(u).
                    for c in 0..<pairs.x.dimension {
                        gradient[variances.count == 1 ? 0 : c] +=
                            Double(term.variancePowers[c]) * value / variance(c)
                            + pairs.z[j, c] * cv_dot(function, pairs.x.coordinate(c), m)
                    }
                }
            }
        }
        return inner
    }
}
