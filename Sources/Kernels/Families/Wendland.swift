/// Wendland's kernel of compact support: k(x, z) = (1 - r)₊^(l+q) P_q(r), r² = Σ_c ((x_c - z_c)/ℓ_c)², zero for points a
/// lengthscale or more apart; P_q is a polynomial of degree q, and l = ⌊d/2⌋ + q + 1. Also called piecewise polynomial.
///
/// Sample functions are q times differentiable. The kernel is positive definite in up to d dimensions, which is part of
/// the formula: choose d as the number of inputs, or larger.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eq. 4.21; H. Wendland, Piecewise
///   polynomial, positive definite and compactly supported radial functions of minimal degree (1995).
public struct Wendland: SmoothStationaryKernel {
    public static let name = "Wendland"
    /// The number q of mean-square derivatives, from 0 to 3.
    public let smoothness: Int
    /// The largest number d of inputs for which the kernel is positive definite.
    public let dimension: Int
    public var lengthscales: Lengthscales
    private var profile: WendlandProfile { WendlandProfile(smoothness: smoothness, dimension: dimension) }

    /// Wendland's kernel with `smoothness` derivatives for up to `dimension` inputs; the lengthscales are the radii of
    /// the support, in the units of the inputs.
    public init(smoothness: Int = 2, dimension: Int, lengthscales: Lengthscales = 1) {
        precondition((0...3).contains(smoothness), "The smoothness must be from 0 to 3, not \(smoothness).")
        precondition(dimension >= 1, "The dimension must be at least 1, not \(dimension).")
        self.smoothness = smoothness
        self.dimension = dimension
        self.lengthscales = lengthscales
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension < 1 { throw .noCoordinates }
        if inputDimension > dimension {
            throw .unsupported(
                kernel: "Wendland",
                reason: "the formula is positive definite for up to \(dimension) inputs, but there are "
                    + "\(inputDimension); give a larger dimension.")
        }
        try lengthscales.validate(inputDimension: inputDimension, kernel: Self.name)
    }

    public func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        profile.write(order: 0, power: 0, s, count: count, into: s)
    }

    public func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        // The one that may be `s` comes last.
        if slope == s {
            profile.write(order: 0, power: 0, s, count: count, into: value)
            profile.write(order: 1, power: 0, s, count: count, into: slope)
        } else {
            profile.write(order: 1, power: 0, s, count: count, into: slope)
            profile.write(order: 0, power: 0, s, count: count, into: value)
        }
    }

    public func applyProfileDerivative(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        profile.write(order: m, power: p, s, count: count, into: values)
    }
}
