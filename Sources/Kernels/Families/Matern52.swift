import CVectorMath

/// The Matérn kernel of order 5/2: k(x, z) = (1 + √5 r + 5 r²/3) exp(-√5 r), r² = Σ_c ((x_c - z_c)/ℓ_c)².
///
/// Sample functions are twice differentiable.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eq. 4.17.
public struct Matern52: StationaryKernel {
    public static let name = "Matern52"
    public var lengthscales: Lengthscales

    /// A Matérn kernel of order 5/2 with the given lengthscales, in the units of the inputs.
    public init(lengthscales: Lengthscales = 1) { self.lengthscales = lengthscales }

    public func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        cv_matern52(s, s, count)
    }

    public func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        cv_matern52_value_slope(value, slope, s, count)
    }
}
