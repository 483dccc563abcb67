#if canImport(Glibc)
    import Glibc
#endif

/// log(e^a + e^b) without overflow.
func logAddExp(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    guard large.isFinite else { return large }
    return large + log1p(exp(small - large))
}

/// log Σ_k e^(v_k) without overflow.
func logSumExp(_ values: [Double]) -> Double {
    let largest = values.reduce(-Double.infinity) { Swift.max($0, $1) }
    guard largest.isFinite else { return largest }
    return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
}
