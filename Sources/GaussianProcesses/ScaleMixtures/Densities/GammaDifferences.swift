#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

// Mixing densities of large shape
//
// As its shape a grows a gamma law narrows to a point and its Student-t process becomes Gaussian, while log Γ(a) and
// its companions grow like a log a and cancel: at a = 1e8 plain sums keep seven digits. Both functions below therefore
// take the large parts of Stirling's series out by hand (DLMF 5.11.1) and keep its remainder
//     δ(a) = log Γ(a) - (a - ½) log a + a - ½ log 2π ~ 1/(12 a).

/// δ(a), the remainder of Stirling's formula for log Γ(a).
private func stirlingRemainder(_ a: Double) -> Double {
    if a < 10 { return logGamma(a) - (a - 0.5) * log(a) + a - 0.918_938_533_204_672_741_78 }
    let inverse = 1 / a
    let square = inverse * inverse
    // (2k (2k - 1)) / B_2k for k = 1 ... 8.
    let divisors: [Double] = [12, -360, 1260, -1680, 1188, -360_360 / 691, 156, -122_400 / 3617]
    return inverse * divisors.reversed().reduce(0.0) { $0 * square + 1 / $1 }
}

/// a log a - a - log Γ(a): the logarithm of the density of log s at its mode, for a gamma variable s of shape a.
func logGammaPeak(_ a: Double) -> Double {
    0.5 * log(a) - 0.918_938_533_204_672_741_78 - stirlingRemainder(a)
}

/// log Γ(a + h) - log Γ(a) - h log a for h ≥ 0.
func logGammaGrowth(_ a: Double, _ h: Double) -> Double {
    (a + h - 0.5) * log1p(h / a) - h + stirlingRemainder(a + h) - stirlingRemainder(a)
}
