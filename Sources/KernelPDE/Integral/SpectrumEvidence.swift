#if canImport(Glibc)
    import Glibc
#endif

/// The log evidence of a square polynomial process: the likelihood of its own coefficients.
///
/// v_n ~ N(0, s^2 exp(-2 b n)) independently on every piece, s^2 in closed form, b from a grid, both by evidence:
/// -log p = 1/2 sum_n [ log(2 pi s^2 lambda_n) + v_n^2 / (s^2 lambda_n) ].
package enum SpectrumEvidence {
    private static let decaysOverLength = [0, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 18, 25, 32]

    /// The sum over the pieces, each with its own amplitude and decay; nil where every coefficient vanishes.
    package static func logEvidence(of solution: PiecewiseSeries) -> Double? {
        var total = 0.0
        var found = false
        for derivatives in solution.derivatives {
            guard let v = derivatives.last?.coefficients, let best = logEvidence(coefficients: v) else { continue }
            total += best
            found = true
        }
        return found && total.isFinite ? total : nil
    }

    static func logEvidence(coefficients v: [Double]) -> Double? {
        let n = Double(v.count)
        guard n > 1, v.contains(where: { $0 != 0 }) else { return nil }
        var best = -Double.infinity
        for decay in decaysOverLength {
            let b = decay / n
            var quadratic = 0.0
            for (k, value) in v.enumerated() { quadratic += value * value * exp(2 * b * Double(k)) }
            let variance = quadratic / n
            // sum_n log lambda_n = -2 b n (n - 1) / 2.
            let value = -0.5 * (n * log(2 * .pi * variance) - b * n * (n - 1) + n)
            best = max(best, value)
        }
        return best
    }
}
