import CVectorMath
import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

// Goals: φ and all its derivatives for any order ν, to full accuracy from r = 0 to underflow, without overflow for large
// ν or close pairs.
//
// Derivation. With r = √(2ν s), φ_ν(s) = 2^(1-ν)/Γ(ν) r^ν K_ν(r). Since d/dr [r^μ K_μ(r)] = -r^μ K_(μ-1)(r) and
// dr/ds = ν/r,
//
//     φ^(m)(s) = 2^(1-ν)/Γ(ν) (-ν)^m r^μ K_μ(r),  μ = ν - m,
//
// where μ may be negative: K_μ = K_|μ|, so r^μ K_μ = r^(μ-|μ|) · r^|μ| K_|μ|. The second factor is bounded. The first is
// infinite at r = 0 for μ < 0, but comes with s^(p/2); together they are r^(p+2μ)/(2ν)^(p/2), with p + 2μ = 2ν - |γ| ≥ 1
// for every derivative D^γ that exists.
//
// Half-integer |μ| = n + 1/2: r^|μ| K_|μ|(r) = √(π/2) e^(-r) Σ_k (n+k)!/(k!(n-k)!) 2^(-k) r^(n-k) (Watson 3.71.12).
// Other orders: the logarithm of K, so that neither factor overflows. φ(0) is exactly 1.

/// The profile of the Matérn kernel of order ν > 0 and its derivatives.
struct MaternProfile: Sendable, Equatable {
    /// The order ν.
    let order: Double

    /// The number of mean-square derivatives, ⌈ν⌉ - 1.
    var smoothness: Int { Int(order.rounded(.up)) - 1 }

    /// Writes s^(p/2) φ^(m)(s), its limit at s = 0; zero there if the limit does not exist.
    func write(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        let mu = order - Double(m)
        let exponent = Double(p) + 2 * Swift.min(mu, 0)
        // log of 2^(1-ν)/Γ(ν) ν^m (2ν)^(-p/2), and the sign (-1)^m.
        let logNormalizer = (1 - order) * log(2.0) - logGamma(order)
        let logPowers = Double(m) * log(order) - 0.5 * Double(p) * log(2 * order)
        let logFactor = logNormalizer + logPowers
        let sign = m.isMultiple(of: 2) ? 1.0 : -1.0
        for i in 0..<count { values[i] = (2 * order * s[i]).squareRoot() }
        let doubled = 2 * abs(mu)
        if doubled == doubled.rounded() && !doubled.truncatingRemainder(dividingBy: 2).isZero && doubled < 60 {
            let (polynomial, constant) = Self.halfIntegerPolynomial((Int(doubled) - 1) / 2)
            let factor =
                m == 0 && p == 0 ? 1 : sign * exp(logFactor + 0.5 * log(Double.pi / 2)) * constant
            Tile.withScratch(rowCount: count, columnCount: 1) { scratch in
                let decay = scratch.base
                for i in 0..<count { decay[i] = -values[i] }
                cv_exp(decay, decay, count)
                polynomial.withUnsafeBufferPointer { coefficients in
                    for i in 0..<count {
                        let r = Swift.min(values[i], 800)  // the exponential is zero there
                        var sum = 0.0
                        for coefficient in coefficients { sum = sum * r + coefficient }
                        values[i] = factor * decay[i] * sum * Self.power(r, Int(exponent))
                    }
                }
            }
        } else {
            // lim r→0 of r^μ K_μ(r) is 2^(μ-1) Γ(μ) for μ > 0.
            var atZero = 0.0
            if p == 0 && mu > 0 {
                let logLimit = (mu - 1) * log(2.0) + logGamma(mu)
                atZero = m == 0 ? 1 : sign * exp(logFactor + logLimit)
            }
            for i in 0..<count {
                let r = Swift.min(values[i], 1000 + 50 * order)  // the value is zero there
                values[i] =
                    r == 0
                    ? atZero
                    : sign * exp(logFactor + (Double(p) + mu) * log(r) + logBesselK(order: abs(mu), r))
            }
        }
    }

    /// r^q for an integer q; zero for r = 0 unless q = 0.
    @inline(__always)
    private static func power(_ r: Double, _ q: Int) -> Double {
        if q < 0 { return r == 0 ? 0 : pow(r, Double(q)) }
        var result = 1.0
        for _ in 0..<q { result *= r }
        return result
    }

    /// The coefficients of Σ_k (n+k)!/(k!(n-k)!) 2^(-k) r^(n-k), highest power first, divided by the constant one.
    static func halfIntegerPolynomial(_ n: Int) -> (coefficients: [Double], constant: Double) {
        var coefficients = [1.0]
        for k in 0..<n {
            coefficients.append(coefficients[k] * Double((n + k + 1) * (n - k)) / Double(2 * (k + 1)))
        }
        let constant = coefficients[n]
        return (coefficients.map { $0 / constant }, constant)
    }
}
