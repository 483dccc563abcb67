#if canImport(Glibc)
    import Glibc
#endif

/// log |Gamma(x)|; infinite at zero and the negative integers.
public func logGamma(_ x: Double) -> Double {
    // The reentrant form: plain lgamma writes a global sign.
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
}

/// The digamma function, the derivative of log Gamma; NaN at zero and the negative integers.
///
/// Recurrence up to x >= 10, then the asymptotic series (DLMF 5.5.2, 5.11.2); reflection (DLMF 5.5.4) for x < 0.
/// Absolute error near its positive zero, relative error elsewhere, of a few 1e-16.
public func digamma(_ x: Double) -> Double {
    if x <= 0 {
        guard x != x.rounded(.down) else { return .nan }
        let fraction = x - x.rounded()
        return digamma(1 - x) - .pi / tan(.pi * fraction)
    }
    var (shifted, sum) = (x, 0.0)
    while shifted < 10 {
        sum -= 1 / shifted
        shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    // B_2k / (2 k) for k = 1 ... 7
    let tail = horner(square, [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12])
    return sum + log(shifted) - 0.5 * inverse - square * tail
}

/// The trigamma function, the second derivative of log Gamma; infinite at zero and the negative integers.
///
/// Recurrence up to x >= 10, then the asymptotic series (DLMF 5.15.5, 5.15.8); reflection (DLMF 5.15.6) for x < 0.
public func trigamma(_ x: Double) -> Double {
    if x <= 0 {
        guard x != x.rounded(.down) else { return .infinity }
        let sine = sin(.pi * (x - x.rounded()))
        return (.pi / sine) * (.pi / sine) - trigamma(1 - x)
    }
    var (shifted, sum) = (x, 0.0)
    while shifted < 10 {
        sum += 1 / (shifted * shifted)
        shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    // B_2k for k = 1 ... 7
    let tail = horner(square, [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6])
    return sum + inverse + 0.5 * square + inverse * square * tail
}

/// The polynomial with the given coefficients, constant term first.
func horner(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
}
