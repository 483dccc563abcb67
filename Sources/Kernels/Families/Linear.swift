/// The linear kernel k(x, z) = Σ_c v_c x_c z_c: f(x) = Σ_c w_c x_c with independent normal weights of variance v_c.
///
/// Add a ``Constant`` for a random offset: `Linear() + Constant(variance: 4)`.
public struct Linear: InnerProductKernel {
    public var variances: [Parameter]

    /// A linear kernel with one variance for the weights of all coordinates.
    public init(variance: Double = 1) { variances = [.positive(variance)] }

    /// A linear kernel with one weight variance per coordinate.
    public init(variances: [Double]) {
        precondition(!variances.isEmpty, "A linear kernel needs at least one variance.")
        self.variances = variances.map(Parameter.positive)
    }

    public func applyFunction(order m: Int, _ u: UnsafeMutablePointer<Double>, count: Int) {
        if m > 0 { u.update(repeating: m == 1 ? 1 : 0, count: count) }
    }
}
