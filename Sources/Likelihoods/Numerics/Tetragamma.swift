/// The third derivative of log Gamma at x > 0.
///
/// Recurrence up to x >= 10, then the asymptotic series (DLMF 5.15.5, 5.15.8, differentiated).
func tetragamma(_ x: Double) -> Double {
    var (shifted, sum) = (x, 0.0)
    while shifted < 10 {
        sum -= 2 / (shifted * shifted * shifted)
        shifted += 1
    }
    let inverse = 1 / shifted
    let square = inverse * inverse
    // (2k + 1) B_2k for k = 1 ... 7
    let coefficients: [Double] = [1 / 2, -1 / 6, 1 / 6, -3 / 10, 5 / 6, -691 / 210, 35 / 2]
    let tail = coefficients.reversed().reduce(0.0) { $0 * square + $1 }
    return sum - square - square * inverse - square * square * tail
}
