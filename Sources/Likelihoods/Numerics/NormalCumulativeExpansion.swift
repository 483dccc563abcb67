#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

// log Φ(z) and three derivatives, for every z
//
// Goal: relative accuracy of each derivative where Φ underflows, because Newton steps far from the mode live there.
// With n = φ/Φ the derivatives are n, -n (z + n) and n ((z + n)² + n (z + n) - 1). In the lower tail z + n and the last
// bracket cancel: at z = -40 they keep 12 digits, at -1e5 none. There, with x = -z, Laplace's continued fraction of Mills'
// ratio (DLMF 7.9.3) gives n = x + δ, δ = 1/(x + ε), ε = 2/(x + η), η = 3/(x + 4/(x + …)), and eliminating x by
// those relations leaves sums of one sign:
//     z + n = δ,     (z + n)² + n (z + n) - 1 = δ (2δ - ε) = δ² ε (η - ε).
// From x = 6 on, 40 levels of the fraction are exact to rounding. Rejected: the asymptotic series, which needs x > 30
// for that, and differences of log Φ.
func normalCumulativeExpansion(_ z: Double) -> LogDensityExpansion {
    let value = NormalDistribution.logCumulative(z)
    guard z < -6 else {
        let n = exp(NormalDistribution.logDensity(z) - value)
        let shifted = z + n
        return LogDensityExpansion(
            value: value, first: n, second: -n * shifted, third: n * (shifted * shifted + n * shifted - 1))
    }
    let x = -z
    var tail = x
    for level in stride(from: 40.0, through: 4, by: -1) { tail = x + level / tail }
    let eta = 3 / tail
    let epsilon = 2 / (x + eta)
    let delta = 1 / (x + epsilon)
    let n = x + delta
    return LogDensityExpansion(
        value: value, first: n, second: -n * delta, third: n * delta * delta * epsilon * (eta - epsilon))
}

// log (Φ(u) - Φ(l)) for l < u, either of which may be infinite, with derivatives under a common shift of both bounds
//
// Written as log Φ(u) + log (1 - ρ) with ρ = Φ(l)/Φ(u), after mirroring so that l + u ≤ 0. Then nothing cancels in either
// tail: with λ = log ρ and κ = 1/(e^-λ - 1), the derivatives of log(1 - e^λ) are sums of products of κ and those of λ.
// Rejected: quotients φ/P by themselves, whose squares and cubes cancel in the tails.
func normalIntervalExpansion(lower: Double, upper: Double) -> LogDensityExpansion {
    if lower + upper > 0 { return normalIntervalExpansion(lower: -upper, upper: -lower).mirrored }
    let top =
        upper == .infinity
        ? LogDensityExpansion(value: 0, first: 0, second: 0, third: 0) : normalCumulativeExpansion(upper)
    guard lower > -.infinity else { return top }
    let bottom = normalCumulativeExpansion(lower)
    let lambda = (
        bottom.value - top.value, bottom.first - top.first, bottom.second - top.second, bottom.third - top.third
    )
    let k = 1 / expm1(-lambda.0)
    let kk = k * (1 + k)
    return LogDensityExpansion(
        value: top.value + log1mexp(lambda.0),
        first: top.first - k * lambda.1,
        second: top.second - k * lambda.2 - kk * lambda.1 * lambda.1,
        third: top.third - k * lambda.3 - 3 * kk * lambda.1 * lambda.2
            - kk * (1 + 2 * k) * lambda.1 * lambda.1 * lambda.1)
}
