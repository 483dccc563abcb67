#if canImport(Glibc)
    import Glibc
#endif

/// The standard normal distribution: mean zero, variance one.
public enum NormalDistribution {
    private static let logRootTwoPi = 0.91893853320467274178

    /// exp(-x^2 / 2) / sqrt(2 pi).
    public static func density(_ x: Double) -> Double { exp(logDensity(x)) }

    /// -x^2 / 2 - log(2 pi) / 2.
    public static func logDensity(_ x: Double) -> Double { -0.5 * x * x - logRootTwoPi }

    /// The probability of a value below x, accurate relatively in the lower tail.
    public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

    /// The logarithm of the probability of a value below x, for any x without underflow.
    ///
    /// Below -20 by the asymptotic series of Mills' ratio (DLMF 7.12.1), whose tenth term is below 1e-17 there.
    public static func logCumulative(_ x: Double) -> Double {
        if x > 0 { return log1p(-0.5 * erfc(x * 0.5.squareRoot())) }
        if !(x < -20) { return log(cumulative(x)) }
        guard x > -.infinity else { return x }
        let inverseSquare = 1 / (x * x)
        var (term, sum) = (1.0, 0.0)
        for k in 1...10 {
            term *= -Double(2 * k - 1) * inverseSquare
            sum += term
        }
        return logDensity(x) - log(-x) + log1p(sum)
    }

    /// The value below which a normal variable falls with probability p; infinite at 0 and 1, NaN outside.
    ///
    /// A rational approximation with error 4.5e-4 (Abramowitz and Stegun, 26.2.23) followed by two steps of Halley's
    /// method, each of which cubes the error: accurate to rounding in p, in the tails too.
    public static func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p > 0.5 { return -quantile(1 - p) }
        if p == 0 { return -.infinity }
        if p == 0.5 { return 0 }
        let t = (-2 * log(p)).squareRoot()
        let numerator = horner(t, [2.515517, 0.802853, 0.010328])
        var x = numerator / horner(t, [1, 1.432788, 0.189269, 0.001308]) - t
        for _ in 0..<2 {
            // (Phi(x) - p) / phi(x) through the logarithm, for p whose density underflows.
            let newton = (cumulative(x) - p) * exp(-logDensity(x))
            guard newton.isFinite else { return x }
            x -= newton / (1 + 0.5 * x * newton)
        }
        return x
    }
}
