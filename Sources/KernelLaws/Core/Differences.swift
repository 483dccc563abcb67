#if canImport(Glibc)
    import Glibc
#endif

/// A derivative by central differences at steps h, h/2, h/4, extrapolated twice after Richardson.
struct DifferenceQuotient {
    /// The extrapolated derivative.
    var value: Double
    /// An estimate of its error, rounding included.
    var error: Double
    /// The observed order of convergence of the plain differences, near 2 for a smooth function; nil where rounding
    /// hides it.
    var order: Double?

    init(of f: (Double) -> Double, at x: Double, step h: Double) {
        var largest = 0.0
        func quotient(_ step: Double) -> Double {
            let (a, b) = (f(x + step), f(x - step))
            largest = Swift.max(largest, abs(a), abs(b))
            return (a - b) / ((x + step) - (x - step))
        }
        let (d1, d2, d4) = (quotient(h), quotient(h / 2), quotient(h / 4))
        let (r1, r2) = ((4 * d2 - d1) / 3, (4 * d4 - d2) / 3)
        value = (16 * r2 - r1) / 15
        let rounding = 16 * largest * Double.ulpOfOne / h
        error = abs(value - r2) + rounding
        let (coarse, fine) = (abs(d1 - d2), abs(d2 - d4))
        order = fine > 100 * rounding ? log2(coarse / fine) : nil
        // Extrapolation assumes order 2; without it the differences are as far from the limit as from each other.
        if let order, order < 1.8 { error += fine }
    }
}

extension Findings {
    /// Requires a derivative to agree with differences of the function; where it does not, the evidence tells whether
    /// the differences converged.
    mutating func requireDerivative(
        _ law: String, _ found: Double, of f: (Double) -> Double, at x: Double, step: Double, scale: Double,
        _ place: @autoclosure () -> String
    ) {
        let reference = DifferenceQuotient(of: f, at: x, step: step)
        let order = reference.order.map { "of order \($0)" } ?? "at rounding level"
        let doubt = (reference.order ?? 2) < 1.8 ? ", which is too low: the reference fails" : ""
        requireEqual(
            law, found, reference.value, tolerance: 20 * reference.error + 1e-9 * (scale + abs(reference.value)),
            "\(place()), differences \(order)\(doubt)")
    }
}
