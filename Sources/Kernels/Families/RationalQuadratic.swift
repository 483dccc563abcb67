import CVectorMath

/// The rational quadratic kernel k(x, z) = (1 + s/(2α))^(-α), s = Σ_c ((x_c - z_c)/ℓ_c)²: squared exponentials of all
/// lengthscales mixed, with inverse squared lengthscales that follow a gamma density of shape α > 0.
///
/// Sample functions are infinitely differentiable. For α → ∞ it is the squared exponential.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eq. 4.19.
public struct RationalQuadratic: StationaryKernel {
    public static let name = "RationalQuadratic"
    public var lengthscales: Lengthscales
    /// The shape α: small for many scales at once, large for one.
    public var alpha: Parameter

    /// A rational quadratic kernel with the given lengthscales, in the units of the inputs, and shape α.
    public init(lengthscales: Lengthscales = 1, alpha: Double = 1) {
        self.lengthscales = lengthscales
        self.alpha = .positive(alpha)
    }

    public mutating func visitShape(_ visit: (String, inout Parameter) -> Void) { visit("alpha", &alpha) }

    public func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        cv_rational_quadratic(s, s, alpha.value, count)
    }

    public func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        cv_rational_quadratic_value_slope(value, slope, s, alpha.value, count)
    }

    public func pullbackShape(
        _ s: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        pullbackShape(order: 0, power: 0, s, weights: weights, count: count, into: gradient)
    }
}
