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
    }
}

extension Findings {
    /// Requires a derivative to agree with differences of the function, and the differences to converge.
    mutating func requireDerivative(
        _ law: String, _ found: Double, of f: (Double) -> Double, at x: Double, step: Double, scale: Double,
        expectsOrder: Bool = true, _ place: @autoclosure () -> String
    ) {
        let reference = DifferenceQuotient(of: f, at: x, step: step)
        if expectsOrder, let order = reference.order, order < 1.8 {
            require(law, false, "\(place()): the differences converge with order \(order), so the reference fails")
            return
        }
        requireEqual(
            law, found, reference.value, tolerance: 20 * reference.error + 1e-9 * (scale + abs(reference.value)),
            place())
    }
}
