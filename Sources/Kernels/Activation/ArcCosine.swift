/// The arc-cosine kernel of order n = 0, 1 or 2: k(x, z) = |x|ⁿ |z|ⁿ J_n(θ)/π, with |x|² = u(x, x),
/// u(x, z) = b₀ + Σ_c v_c x_c z_c, and θ the angle between x and z under u;
///
///     J_0 = π - θ,  J_1 = sin θ + (π - θ) cos θ,  J_2 = 3 sin θ cos θ + (π - θ)(1 + 2 cos² θ).
///
/// Twice the covariance of an infinitely wide layer with activation max(0, a)ⁿ: steps, rectified linear units, their
/// squares. Sample functions have n derivatives away from the origin. k(x, x) = 1, u(x, x), 3 u(x, x)².
///
/// - Source: Y. Cho and L. K. Saul, Kernel methods for deep learning (2009), eqs. 3 to 6.
public struct ArcCosine: ActivationKernel {
    public static let name = "ArcCosine"
    /// The order n.
    public let order: Int
    public var weightVariances: [Parameter]
    public var biasVariance: Parameter

    /// An arc-cosine kernel of order 0, 1 or 2, with one weight variance for all coordinates.
    public init(order: Int = 1, weightVariance: Double = 1, biasVariance: Double = 1) {
        self.init(order: order, weightVariances: [weightVariance], biasVariance: biasVariance)
    }

    /// An arc-cosine kernel of order 0, 1 or 2, with one weight variance per coordinate.
    public init(order: Int = 1, weightVariances: [Double], biasVariance: Double = 1) {
        precondition((0...2).contains(order), "The order of an arc-cosine kernel must be 0, 1 or 2, not \(order).")
        precondition(!weightVariances.isEmpty, "An arc-cosine kernel needs at least one weight variance.")
        self.order = order
        self.weightVariances = weightVariances.map(Parameter.positive)
        self.biasVariance = .positive(biasVariance)
    }

    public func applyActivation(_ pairs: ActivationRows, count: Int, into values: UnsafeMutablePointer<Double>) {
        for i in 0..<count {
            let norms = pairs.deviations[i] * pairs.other
            let (c, s, rest) = (pairs.cosines[i], pairs.sines[i], pairs.supplements[i] / .pi)
            switch order {
            case 0: values[i] = rest
            case 1: values[i] = norms * (s / .pi + rest * c)
            default: values[i] = norms * norms * (3 * s * c / .pi + rest * (1 + 2 * c * c))
            }
        }
    }

    // With N = |x||z| and cos θ = u(x, z)/N: -J_0' = 1, -J_1' = sin θ J_0, -J_2' = 4 sin θ J_1, so
    // ∂k_n/∂u(x, z) = N^(n-1) g_n/π with g = (1/sin θ, J_0, 4 J_1), and
    // ∂k_n/∂u(x, x) = N^n (n J_n - cos θ g_n)/(2π u(x, x)), where J_1 - cos θ J_0 = sin θ and
    // 2 J_2 - 4 cos θ J_1 = 2 (sin θ cos θ + π - θ).
    public func applySlopes(_ pairs: ActivationRows, count: Int, into slopes: ActivationSlopes) {
        for i in 0..<count {
            let (a, b) = (pairs.deviations[i], pairs.other)
            let (c, s, rest) = (pairs.cosines[i], pairs.sines[i], pairs.supplements[i] / .pi)
            switch order {
            case 0:
                let slope = s > 0 ? 1 / (.pi * s) : 0
                slopes.covariance[i] = slope / a / b
                slopes.first[i] = -0.5 * c * slope / a / a
                slopes.second[i] = -0.5 * c * slope / b / b
            case 1:
                slopes.covariance[i] = rest
                slopes.first[i] = 0.5 * s / .pi * (b / a)
                slopes.second[i] = 0.5 * s / .pi * (a / b)
            default:
                slopes.covariance[i] = 4 * a * b * (s / .pi + rest * c)
                slopes.first[i] = b * b * (s * c / .pi + rest)
                slopes.second[i] = a * a * (s * c / .pi + rest)
            }
        }
    }

    public func diagonal(_ variance: Double) -> (value: Double, slope: Double) {
        switch order {
        case 0: (1, 0)
        case 1: (variance, 1)
        default: (3 * variance * variance, 6 * variance)
        }
    }
}
