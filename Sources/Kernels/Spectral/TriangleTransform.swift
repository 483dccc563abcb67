#if canImport(Glibc)
    import Glibc
#endif

// Goals: all derivatives of sinc²(πΔd) = (sin(πΔd)/(πΔd))², the transform of the unit triangle of half width Δ, to full
// accuracy from d = 0 on.
//
// Derivation. With τ = 2πΔd it is f(τ) = 2(1 - cos τ)/τ². From τ² f = 2(1 - cos τ) by Leibniz,
//     τ² f^(n) = -2 cos(τ + nπ/2) [+ 2 for n = 0] - 2nτ f^(n-1) - n(n-1) f^(n-2),
// which is stable while τ is not small against n. Below that the power series f = Σ_k 2(-1)^k τ^(2k)/(2k+2)! is used; at
// τ = n + 2 its largest term is e^τ/τ² times the sum: two digits for the orders in use.

/// The function sinc²(πΔd) and its derivatives.
enum TriangleTransform {
    /// Writes the function and its derivatives in d up to the order `derivatives.columnCount` - 1.
    static func write(_ lags: UnsafePointer<Double>, spacing: Double, into derivatives: Tile) {
        let top = derivatives.columnCount - 1
        let scale = 2 * Double.pi * spacing
        var f = [Double](repeating: 0, count: top + 1)
        for i in 0..<derivatives.rowCount {
            let tau = scale * lags[i]
            for n in 0...top {
                f[n] = abs(tau) < Double(top) + 2 ? series(n, tau) : recurrence(n, tau, f)
            }
            var power = 1.0
            for n in 0...top {
                derivatives[i, n] = power * f[n]
                power *= scale
            }
        }
    }

    private static func recurrence(_ n: Int, _ tau: Double, _ lower: [Double]) -> Double {
        let quarter =
            switch n & 3 {
            case 0: cos(tau)
            case 1: -sin(tau)
            case 2: -cos(tau)
            default: sin(tau)
            }
        var sum = (n == 0 ? 2 : 0) - 2 * quarter
        if n > 0 { sum -= 2 * Double(n) * tau * lower[n - 1] }
        if n > 1 { sum -= Double(n * (n - 1)) * lower[n - 2] }
        return sum / tau / tau
    }

    private static func series(_ n: Int, _ tau: Double) -> Double {
        // The first term is that of 2k = n or n + 1; each next one has two powers of τ more.
        let first = n + n % 2
        var term = 2.0 * (first / 2 % 2 == 0 ? 1 : -1) * (n.isMultiple(of: 2) ? 1 : tau)
        // (2k)!/((2k - n)! (2k + 2)!) = 1/((2k - n)! (2k + 1)(2k + 2)), with 2k - n = 0 or 1.
        term /= Double((first + 1) * (first + 2))
        var (sum, exponent) = (0.0, first)
        while abs(term) > 1e-18 * abs(sum) || exponent < first + 8 {
            sum += term
            let power = exponent - n
            let ratio = Double((exponent + 1) * (exponent + 2)) / Double((exponent + 3) * (exponent + 4))
            term *= -tau * tau / Double((power + 1) * (power + 2)) * ratio
            exponent += 2
            if exponent > first + 400 { break }
        }
        return sum
    }
}
