import CVectorMath

extension SquaredExponential: SmoothStationaryKernel {
    public var smoothness: Int { .max }

    public func applyProfileDerivative(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        // φ^(m) = (-1/2)^m φ.
        cv_squared_exponential(values, s, count)
        var coefficient = 1.0
        for _ in 0..<m { coefficient *= -0.5 }
        for i in 0..<count { values[i] *= coefficient * halfPower(s[i], p) }
    }
}

/// s^(p/2) for s ≥ 0 and a natural number p.
@inline(__always)
func halfPower(_ s: Double, _ p: Int) -> Double {
    var result = p.isMultiple(of: 2) ? 1 : s.squareRoot()
    for _ in 0..<(p / 2) { result *= s }
    return result
}
