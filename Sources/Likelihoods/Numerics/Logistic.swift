#if canImport(Glibc)
    import Glibc
#endif

/// The logistic function 1 / (1 + exp(-x)), to relative accuracy for any x.
func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let e = exp(x)
    return e / (1 + e)
}

/// log(1 + exp(x)) without overflow.
func softplus(_ x: Double) -> Double { Swift.max(x, 0) + log1p(exp(-abs(x))) }

/// log(1 - exp(x)) for x < 0, to relative accuracy at both ends (Mächler, 2012).
func log1mexp(_ x: Double) -> Double {
    x > -0.693_147_180_559_945_3 ? log(-expm1(x)) : log1p(-exp(x))
}

/// π(1 - π) and 1 - 2π of the logistic π at x.
func logisticSpread(_ x: Double) -> (spread: Double, skew: Double) {
    let (below, above) = (logistic(x), logistic(-x))
    return (below * above, above - below)
}
