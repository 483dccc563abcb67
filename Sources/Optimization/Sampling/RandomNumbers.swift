#if canImport(Glibc)
    import Glibc
#endif

extension RandomNumberGenerator {
    /// A number uniform on the open interval (0, 1).
    mutating func uniformNumber() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

    /// A standard normal number (Box and Muller, Ann. Math. Stat. 29 (1958) 610).
    mutating func normalNumber() -> Double {
        (-2 * log(uniformNumber())).squareRoot() * cos(2 * Double.pi * uniformNumber())
    }
}

/// log(exp(a) + exp(b)) without overflow.
func logSum(_ a: Double, _ b: Double) -> Double {
    let (high, low) = a > b ? (a, b) : (b, a)
    return low == -.infinity ? high : high + log1p(exp(low - high))
}
