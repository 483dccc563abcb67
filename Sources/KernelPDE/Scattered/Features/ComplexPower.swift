#if canImport(Glibc)
    import Glibc
#endif

/// The analytic function z^p or z^p log z with its derivatives, z = r e^(i θ).
struct ComplexPower: Sendable {
    let exponent: Double
    let isLogarithmic: Bool

    /// The derivative of order n: the real and imaginary part at radius r > 0 and angle θ.
    func derivative(_ n: Int, radius r: Double, angle: Double) -> (real: Double, imaginary: Double) {
        // a z^p log z + b z^p goes to a p z^(p-1) log z + (a + b p) z^(p-1).
        var (a, b, p) = (isLogarithmic ? 1.0 : 0, isLogarithmic ? 0.0 : 1, exponent)
        for _ in 0..<n { (a, b, p) = (a * p, a + b * p, p - 1) }
        let size = pow(r, p)
        let (c, s) = (size * cos(p * angle), size * sin(p * angle))
        let (real, imaginary) = (a * log(r) + b, a * angle)
        return (real * c - imaginary * s, real * s + imaginary * c)
    }
}
