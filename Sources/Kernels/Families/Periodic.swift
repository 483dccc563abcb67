import CVectorMath

#if canImport(Glibc)
    import Glibc
#endif

/// The periodic kernel k(x, z) = exp(-2 Σ_c sin²(π (x_c - z_c)/p)/ℓ²): every sample function repeats with period p.
///
/// Sample functions are infinitely differentiable. The lengthscale is a pure number: small for many harmonics in one
/// period. One period and lengthscale serve all coordinates; for one each, multiply kernels on selected columns.
///
/// - Source: D. J. C. MacKay, Introduction to Gaussian processes (1998), eq. 47.
public struct Periodic: LagKernel {
    /// The period p, in the units of the inputs.
    public var period: Parameter
    /// The lengthscale ℓ, relative to sines of the inputs.
    public var lengthscale: Parameter

    /// A periodic kernel with the given period and lengthscale.
    public init(period: Double = 1, lengthscale: Double = 1) {
        self.period = .positive(period)
        self.lengthscale = .positive(lengthscale)
    }

    public var smoothness: Int { .max }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("period", &period)
        visit("lengthscale", &lengthscale)
    }

    public func fillLag(
        order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        if n == 0 { return fillValues(lags, count: count, into: values) }
        withJets(lags, upTo: n, count: count) { jets, _ in
            values.update(from: jets.column(n), count: count)
        }
    }

    /// κ alone: one sine and one exponential a lag.
    private func fillValues(_ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>) {
        for i in 0..<count {
            let turns = lags[i] / period.value
            values[i] = Double.pi * (turns - turns.rounded())
        }
        cv_sin(values, values, count)
        let factor = -2 / (lengthscale.value * lengthscale.value)
        for i in 0..<count { values[i] = factor * values[i] * values[i] }
        cv_exp(values, values, count)
    }

    public func pullbackLag(
        order n: Int, _ lags: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        withJets(lags, upTo: n + 1, count: count) { jets, exponents in
            // ∂κ^(n)/∂p = -(n κ^(n) + d κ^(n+1))/p; ∂κ/∂ℓ = -2 g κ/ℓ with g the exponent, then Leibniz.
            var (byPeriod, byLengthscale) = (0.0, 0.0)
            for i in 0..<count { byPeriod += weights[i] * (Double(n) * jets[i, n] + lags[i] * jets[i, n + 1]) }
            for k in 0...n {
                var total = 0.0
                for i in 0..<count { total += weights[i] * exponents[i, k] * jets[i, n - k] }
                byLengthscale += binomial(n, k) * total
            }
            gradient[0] -= byPeriod / period.value
            gradient[1] -= 2 * byLengthscale / lengthscale.value
        }
    }

    /// Calls `body` with κ, κ', ..., κ^(order) and with g, g', ..., g^(order) in the columns of two tiles, where κ = e^g
    /// with the exponent g = (cos(2πd/p) - 1)/ℓ² = -2 sin²(πd/p)/ℓ², and κ^(n+1) = Σ_k C(n,k) g^(k+1) κ^(n-k).
    private func withJets(
        _ lags: UnsafePointer<Double>, upTo order: Int, count: Int, _ body: (Tile, Tile) -> Void
    ) {
        Tile.withScratch(rowCount: count, columnCount: order + 1) { jets in
            Tile.withScratch(rowCount: count, columnCount: order + 1) { exponents in
                writeExponents(lags, into: exponents)
                cv_exp(jets.base, exponents.base, count)
                for n in 0..<order {
                    let next = jets.column(n + 1)
                    next.update(repeating: 0, count: count)
                    for k in 0...n {
                        let (g, previous, coefficient) = (exponents.column(k + 1), jets.column(n - k), binomial(n, k))
                        for i in 0..<count { next[i] += coefficient * g[i] * previous[i] }
                    }
                }
                body(jets, exponents)
            }
        }
    }

    private func writeExponents(_ lags: UnsafePointer<Double>, into exponents: Tile) {
        let inverse = 1 / (lengthscale.value * lengthscale.value)
        let angular = 2 * Double.pi / period.value
        Turns.withRows(lags, frequency: 1 / period.value, count: exponents.rowCount) { turns in
            for i in 0..<exponents.rowCount {
                // 1 - cos by the sine where the cosine is near one: no digits lost.
                let (c, s) = (turns.cosine[i], turns.sine[i])
                exponents[i, 0] = c > 0 ? -inverse * s * s / (1 + c) : inverse * (c - 1)
            }
            var factor = inverse
            for k in 1..<Swift.max(exponents.columnCount, 1) {
                factor *= angular
                for i in 0..<exponents.rowCount { exponents[i, k] = factor * turns.cosine(i, quarterTurns: k) }
            }
        }
    }
}
