/// The derivative of `f` at zero by central differences, extrapolated once (Richardson), with the order observed from
/// three step sizes: below about 1.8 the differences are at fault, not the derivative they check.
func differenceDerivative(
    step: Double, of f: (Double) throws -> Double
) rethrows -> (value: Double, order: Double) {
    func central(_ h: Double) throws -> Double { (try f(h) - f(-h)) / (2 * h) }
    let (coarse, middle, fine) = (try central(4 * step), try central(2 * step), try central(step))
    let ratio = abs(coarse - middle) / abs(middle - fine)
    return ((4 * fine - middle) / 3, ratio.isFinite && ratio > 0 ? logBase2(ratio) : .nan)
}

private func logBase2(_ x: Double) -> Double {
    // Exponent plus a linear significand: enough to tell order two from order one.
    Double(x.exponent) + (x.significand - 1)
}
