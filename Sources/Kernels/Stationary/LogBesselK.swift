#if canImport(Glibc)
    import Glibc
#endif

// Goals: log K_ν(x) for any real ν ≥ 0 and x > 0 to about 1e-14 relative, where K itself under- or overflows.
//
// K_ν(x) = ∫_0^∞ exp(-x cosh t) cosh(νt) dt (Watson 6.22.5). The integrand is even, analytic in |Im t| < π/2 and decays
// doubly exponentially, so the trapezoidal rule converges exponentially in 1/h. Near its peak at sinh t = ν/x the
// integrand is a Gaussian of curvature (x² + ν²)^(1/2), which bounds h. The terms are summed outward from the peak
// relative to its height, so that nothing overflows.
//
// Rejected: Temme's series with upward recurrence (fast, but two regimes and overflow for large ν to be patched).

/// log K_ν(x), the logarithm of the modified Bessel function of the second kind, for ν ≥ 0 and x > 0.
func logBesselK(order nu: Double, _ x: Double) -> Double {
    func exponent(_ t: Double) -> Double {
        // log cosh(νt) = νt + log((1 + exp(-2νt))/2); x cosh t by exponentials so that tiny x meets huge t.
        let logX = log(x)
        let xCosh = 0.5 * (exp(t + logX) + exp(logX - t))
        return -xCosh + nu * t + log1p(exp(-2 * nu * t)) - log(2)
    }
    let h = Swift.min(0.2, 0.5 / (x * x + nu * nu).squareRoot().squareRoot())
    let peak = Swift.max(0, (asinh(nu / x) / h).rounded())
    let height = exponent(peak * h)
    let cutoff = -42.0
    func weight(_ k: Double) -> Double { k == 0 ? 0.5 : 1 }
    var sum = weight(peak)
    var k = peak + 1
    while true {
        let e = exponent(k * h) - height
        sum += exp(e)
        if e < cutoff { break }
        k += 1
    }
    k = peak - 1
    while k >= 0 {
        let e = exponent(k * h) - height
        sum += weight(k) * exp(e)
        if e < cutoff { break }
        k -= 1
    }
    return height + log(h * sum)
}
