#if canImport(Glibc)
    import Glibc
#endif

/// The polynomial kernel k(x, z) = (Σ_c v_c x_c z_c + o)^n of degree n ≥ 1 with offset o > 0: all monomials up to degree
/// n as features.
public struct Polynomial: InnerProductKernel {
    /// The degree n.
    public let degree: Int
    public var variances: [Parameter]
    /// The offset o, which weighs low degrees against high ones.
    public var offset: Parameter

    /// A polynomial kernel of the given degree, with one variance for all coordinates.
    public init(degree: Int, offset: Double = 1, variance: Double = 1) {
        self.init(degree: degree, offset: offset, variances: [variance])
    }

    /// A polynomial kernel of the given degree, with one variance per coordinate.
    public init(degree: Int, offset: Double = 1, variances: [Double]) {
        precondition(degree >= 1, "The degree of a polynomial kernel must be at least 1, not \(degree).")
        precondition(!variances.isEmpty, "A polynomial kernel needs at least one variance.")
        self.degree = degree
        self.offset = .positive(offset)
        self.variances = variances.map(Parameter.positive)
    }

    public mutating func visitShape(_ visit: (String, inout Parameter) -> Void) { visit("offset", &offset) }

    public func applyFunction(order m: Int, _ u: UnsafeMutablePointer<Double>, count: Int) {
        let factor = fallingProduct(degree, m)
        if m > degree { return u.update(repeating: 0, count: count) }
        for i in 0..<count { u[i] = factor * pow(u[i] + offset.value, Double(degree - m)) }
    }

    public func pullbackShape(
        order m: Int, _ u: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        // ∂f/∂o = f'.
        guard m < degree else { return }
        let factor = fallingProduct(degree, m + 1)
        for i in 0..<count { gradient[0] += weights[i] * factor * pow(u[i] + offset.value, Double(degree - m - 1)) }
    }
}
