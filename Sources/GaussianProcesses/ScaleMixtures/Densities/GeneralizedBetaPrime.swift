#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The law of s = β x^(1/c) with x beta prime of shapes a and b: what the beta prime, Burr XII and half-Cauchy
/// densities have in common.
///
/// With t = c (u - log β), log q(u) = log c + a t - (a + b) log(1 + e^t) - log B(a, b): concave in u, with slopes a c
/// below and -b c above.
///
/// - Source: McDonald, Econometrica 52 (1984) 647 (the generalised beta of the second kind).
struct GeneralizedBetaPrime {
    var a: Double
    var b: Double
    var power: Double
    var logScale: Double

    var tailIndex: Double { b * power }
    var mode: Double { logScale + (log(a) - log(b)) / power }

    func logDensity(atLogScale u: Double) -> Double {
        let t = power * (u - logScale)
        let logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
        // Of a t - (a + b) log(1 + e^t) take the dominant slope out, lest infinities meet.
        let body = t > 0 ? -b * t - (a + b) * log1p(exp(-t)) : a * t - (a + b) * log1p(exp(t))
        return log(power) + body - logBeta
    }

    /// The slopes of log q(u) in a, b, c and log β.
    func slopes(atLogScale u: Double) -> (a: Double, b: Double, power: Double, logScale: Double) {
        let t = power * (u - logScale)
        let softplus = logAddExp(0, t)
        let common = digamma(a + b)
        let slopeInT = a - (a + b) / (1 + exp(-t))
        return (
            t - softplus - digamma(a) + common, -softplus - digamma(b) + common,
            1 / power + slopeInT * (u - logScale), -slopeInT * power
        )
    }
}
