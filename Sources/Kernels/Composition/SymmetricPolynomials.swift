import CVectorMath

// Goals: Σ_n v_n e_n(k_1, ..., k_d) and its derivatives in all v_n and k_c in O(d D) a pair, without cancellation.
//
// Derivation. Factor by factor, e_n(k_1..k_c) = e_n(k_1..k_(c-1)) + k_c e_(n-1)(k_1..k_(c-1)): sums and products only,
// and all terms positive for positive factors. The gradient is this recursion run backwards:
// ∂/∂k_c = Σ_n a_n e_(n-1), and a_(n-1) grows by k_c a_n, where a_n is the derivative in the current e_n. Rejected: the
// Newton-Girard formulas of the paper, e_n = (1/n) Σ_i (-1)^(i-1) e_(n-i) p_i with power sums p_i, which alternate in sign
// and lose all digits for a dozen of factors; and dividing out one factor for its derivative, which amplifies errors.
//
// A derivative in coordinate c removes all products without k_c: the recursion for such a required factor is
// e_n = k_c e_(n-1), with the derivative of the factor in the place of k_c.

/// Weighted sums of elementary symmetric polynomials of tiles, entry by entry.
struct SymmetricPolynomials {
    /// The weights v_1, ..., v_D.
    let variances: [Double]
    /// The factors that every product must contain.
    let required: Set<Int>

    /// Writes Σ_n v_n e_n of the factors.
    func write(_ factors: [Tile], into tile: Tile) {
        let m = tile.rowCount
        Tile.withScratch(rowCount: m, columnCount: variances.count + 1) { rows in
            for j in 0..<tile.columnCount {
                start(rows)
                for c in factors.indices { advance(rows, c, factors[c].column(j)) }
                let column = tile.column(j)
                column.update(repeating: 0, count: m)
                for (n, variance) in variances.enumerated() {
                    let e = rows.column(n + 1)
                    for i in 0..<m { column[i] += variance * e[i] }
                }
            }
        }
    }

    /// Replaces the factors by the sensitivities to them, adds those to the variances to `gradient`, and returns the
    /// inner product of adjoint and values.
    func pullback(_ adjoint: Adjoint, _ factors: [Tile], into gradient: UnsafeMutablePointer<Double>) -> Double {
        let (m, orders) = (adjoint.rowCount, variances.count)
        let width = orders + 1
        var inner = 0.0
        Tile.withScratch(rowCount: m, columnCount: width * (factors.count + 2)) { scratch in
            func rows(_ c: Int) -> Tile { scratch[0..<m, c * width..<(c + 1) * width] }
            let slopes = rows(factors.count + 1)
            for j in 0..<adjoint.columnCount {
                start(rows(0))
                for c in factors.indices {
                    rows(c + 1).base.update(from: rows(c).base, count: m * width)
                    advance(rows(c + 1), c, factors[c].column(j))
                }
                let a = adjoint.column(j)
                slopes.column(0).update(repeating: 0, count: m)
                for n in 1...orders {
                    let value = adjoint.scale * cv_dot(a, rows(factors.count).column(n), m)
                    gradient[n - 1] += value
                    inner += variances[n - 1] * value
                    let slope = slopes.column(n)
                    for i in 0..<m { slope[i] = adjoint.scale * variances[n - 1] * a[i] }
                }
                for c in factors.indices.reversed() { retreat(slopes, rows(c), c, factors[c].column(j)) }
            }
        }
        return inner
    }

    /// e_0 = 1, all others zero.
    private func start(_ rows: Tile) {
        rows.fill(repeating: 0)
        rows.column(0).update(repeating: 1, count: rows.rowCount)
    }

    /// One more factor.
    private func advance(_ rows: Tile, _ c: Int, _ factor: UnsafePointer<Double>) {
        let isRequired = required.contains(c)
        for n in (0...variances.count).reversed() {
            let e = rows.column(n)
            if isRequired { e.update(repeating: 0, count: rows.rowCount) }
            if n > 0 { cv_multiply_add(e, factor, rows.column(n - 1), rows.rowCount) }
        }
    }

    /// Takes the slopes in all e_n back before factor c, and overwrites the factor by the slope in it.
    private func retreat(_ slopes: Tile, _ before: Tile, _ c: Int, _ factor: UnsafeMutablePointer<Double>) {
        let (m, isRequired) = (slopes.rowCount, required.contains(c))
        Tile.withScratch(rowCount: m, columnCount: 1) { scratch in
            let total = scratch.base
            total.update(repeating: 0, count: m)
            for n in 0...variances.count {
                if n > 0 { cv_multiply_add(total, slopes.column(n), before.column(n - 1), m) }
                if isRequired { slopes.column(n).update(repeating: 0, count: m) }
                if n < variances.count { cv_multiply_add(slopes.column(n), slopes.column(n + 1), factor, m) }
            }
            factor.update(from: total, count: m)
        }
    }
}
