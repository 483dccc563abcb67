/// A kernel k(x, z) = φ(s) of the scaled squared distance s = Σ_c ((x_c - z_c)/ℓ_c)², with φ(0) = 1.
///
/// A family states its profile and slope for a row of s; tiles, diagonals and pullbacks follow here. Distances are taken
/// by explicit differences: zero for equal points, bitwise symmetric, and no digits lost for close pairs.
public protocol StationaryKernel: Kernel {
    /// The lengthscales ℓ_c.
    var lengthscales: Lengthscales { get set }
    /// The family's name, for messages.
    static var name: String { get }

    /// Replaces each of `count` squared distances s by φ(s).
    func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int)

    /// Writes φ(s) and φ'(s) = dφ/ds for `count` squared distances; `value` and `slope` lie apart, either may be `s`.
    ///
    /// Where φ' is infinite at s = 0 (sample functions without a derivative) it is written as zero, the mean of the
    /// two one-sided derivatives of k.
    func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>)

    /// Visits the parameters of the profile besides the lengthscales (none by default); they come after those.
    mutating func visitShape(_ visit: (String, inout Parameter) -> Void)

    /// Adds Σ_i w_i ∂φ(s_i)/∂(shape parameter p) to `gradient[p]` (nothing by default).
    func pullbackShape(
        _ s: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>)
}
