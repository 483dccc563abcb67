import CVectorMath

/// The Matérn kernel of order 3/2: k(x, z) = (1 + √3 r) exp(-√3 r), r² = Σ_c ((x_c - z_c)/ℓ_c)².
///
/// Sample functions are once differentiable.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eq. 4.17.
public struct Matern32: StationaryKernel {
    public static let name = "Matern32"
    public var lengthscales: Lengthscales

    /// A Matérn kernel of order 3/2 with the given lengthscales, in the units of the inputs.
    public init(lengthscales: Lengthscales = 1) { self.lengthscales = lengthscales }

    public func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        cv_matern32(s, s, count)
    }

    public func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        cv_matern32_value_slope(value, slope, s, count)
    }
}
