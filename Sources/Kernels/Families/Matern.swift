/// The Matérn kernel of any order ν > 0: k(x, z) = 2^(1-ν)/Γ(ν) (√(2ν) r)^ν K_ν(√(2ν) r), with
/// r² = Σ_c ((x_c - z_c)/ℓ_c)² and K_ν the modified Bessel function of the second kind.
///
/// Sample functions are ⌈ν⌉ - 1 times differentiable. For ν → ∞ it is the squared exponential. Half-integer orders have
/// a closed form and cost one exponential; ν = 1/2, 3/2, 5/2 are faster as ``Matern12``, ``Matern32``, ``Matern52``.
/// The order is a choice, not a parameter: data say little about it, and the smoothness of the model hangs on it.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eq. 4.14.
public struct Matern: StationaryKernel {
    public static let name = "Matern"
    /// The order ν.
    public let order: Double
    public var lengthscales: Lengthscales
    var profile: MaternProfile { MaternProfile(order: order) }

    /// A Matérn kernel of order `nu` > 0 with the given lengthscales, in the units of the inputs.
    public init(nu: Double, lengthscales: Lengthscales = 1) {
        precondition(nu > 0 && nu.isFinite, "The order of a Matérn kernel must be positive, not \(nu).")
        order = nu
        self.lengthscales = lengthscales
    }

    public func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        profile.write(order: 0, power: 0, s, count: count, into: s)
    }

    public func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        // The order of the two calls lets `slope` be `s`; `value` then is not.
        if slope == s {
            profile.write(order: 0, power: 0, s, count: count, into: value)
            profile.write(order: 1, power: 0, s, count: count, into: slope)
        } else {
            profile.write(order: 1, power: 0, s, count: count, into: slope)
            profile.write(order: 0, power: 0, s, count: count, into: value)
        }
    }
}
