/// A kernel k(x, z) = f(u) of the weighted inner product u = Σ_c v_c x_c z_c, with variances v_c > 0.
///
/// A family states rows of f^(m); tiles, derivative blocks and pullbacks follow.
public protocol InnerProductKernel: SmoothKernel {
    /// The variances v_c: one for all coordinates, or one per coordinate.
    var variances: [Parameter] { get set }

    /// Replaces each of `count` inner products u by f^(m)(u).
    func applyFunction(order m: Int, _ u: UnsafeMutablePointer<Double>, count: Int)

    /// Visits the parameters of f (none by default); they come after the variances.
    mutating func visitShape(_ visit: (String, inout Parameter) -> Void)

    /// Adds Σ_i w_i ∂f^(m)(u_i)/∂(shape parameter p) to `gradient[p]` (nothing by default).
    func pullbackShape(
        order m: Int, _ u: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>)
}
