import CVectorMath

/// The squared exponential kernel k(x, z) = exp(-s/2), s = Σ_c ((x_c - z_c)/ℓ_c)².
///
/// Sample functions are infinitely differentiable. Also called RBF or Gaussian kernel. Multiply by a variance for
/// another amplitude: `1.3 * SquaredExponential(lengthscales: 0.5)`.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eq. 4.9.
public struct SquaredExponential: StationaryKernel {
    public static let name = "SquaredExponential"
    public var lengthscales: Lengthscales

    /// A squared exponential kernel with the given lengthscales, in the units of the inputs.
    public init(lengthscales: Lengthscales = 1) { self.lengthscales = lengthscales }

    public func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        cv_squared_exponential(s, s, count)
    }

    public func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        cv_squared_exponential_value_slope(value, slope, s, count)
    }
}
