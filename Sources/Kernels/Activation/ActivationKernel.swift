/// The kernel of an infinitely wide layer: k(x, z) = c E[σ(a) σ(b)] for jointly normal pre-activations a at x and b at z
/// with covariance u(x, z) = b₀ + Σ_c v_c x_c z_c, weight variances v_c and bias variance b₀.
///
/// A nonlinearity σ states k as a function of u(x, x), u(z, z) and the angle between x and z under u; tiles, diagonals
/// and pullbacks follow.
public protocol ActivationKernel: Kernel {
    /// The weight variances v_c: one for all coordinates, or one per coordinate.
    var weightVariances: [Parameter] { get set }
    /// The bias variance b₀ > 0: a coordinate that is one everywhere.
    var biasVariance: Parameter { get set }
    /// The family's name, for messages.
    static var name: String { get }

    /// Writes k for `count` pairs.
    func applyActivation(_ pairs: ActivationRows, count: Int, into values: UnsafeMutablePointer<Double>)

    /// Writes ∂k/∂u(x, z), ∂k/∂u(x, x) and ∂k/∂u(z, z) for `count` pairs; where x = z and a slope is infinite, zero.
    func applySlopes(_ pairs: ActivationRows, count: Int, into slopes: ActivationSlopes)

    /// k(x, x) as a function of u(x, x), with its derivative.
    func diagonal(_ variance: Double) -> (value: Double, slope: Double)
}

/// What a nonlinearity sees of `count` points x_i and one point z.
///
/// All are rows, one entry a point.
public struct ActivationRows {
    /// The standard deviations √u(x_i, x_i).
    public let deviations: UnsafePointer<Double>
    /// The standard deviation √u(z, z).
    public let other: Double
    /// The cosines ρ of the angles θ: the correlations of a and b.
    public let cosines: UnsafePointer<Double>
    /// The sines of the angles, to full relative accuracy near 0 and π.
    public let sines: UnsafePointer<Double>
    /// The angles θ, in radians.
    public let angles: UnsafePointer<Double>
    /// π - θ, to full relative accuracy.
    public let supplements: UnsafePointer<Double>
}

/// Where a nonlinearity writes its three slopes, one row each.
public struct ActivationSlopes {
    /// ∂k/∂u(x, z).
    public let covariance: UnsafeMutablePointer<Double>
    /// ∂k/∂u(x, x).
    public let first: UnsafeMutablePointer<Double>
    /// ∂k/∂u(z, z).
    public let second: UnsafeMutablePointer<Double>
}
