import CVectorMath

#if canImport(Glibc)
    import Glibc
#endif

/// The neural network kernel k(x, z) = (2/π) asin(2u(x, z)/√((1 + 2u(x, x))(1 + 2u(z, z)))), with
/// u(x, z) = b₀ + Σ_c v_c x_c z_c: an infinitely wide layer of error functions with weight variances v_c and bias
/// variance b₀.
///
/// Sample functions are infinitely differentiable and level off far from the origin. k(x, x) < 1.
///
/// - Source: C. K. I. Williams, Computation with infinite networks (1998), eq. 11; Rasmussen and Williams, Gaussian
///   Processes for Machine Learning (2006), eq. 4.29.
public struct NeuralNetwork: ActivationKernel {
    public static let name = "NeuralNetwork"
    public var weightVariances: [Parameter]
    public var biasVariance: Parameter

    /// A neural network kernel with one weight variance for all coordinates.
    public init(weightVariance: Double = 1, biasVariance: Double = 1) {
        self.init(weightVariances: [weightVariance], biasVariance: biasVariance)
    }

    /// A neural network kernel with one weight variance per coordinate.
    public init(weightVariances: [Double], biasVariance: Double = 1) {
        precondition(!weightVariances.isEmpty, "A neural network kernel needs at least one weight variance.")
        self.weightVariances = weightVariances.map(Parameter.positive)
        self.biasVariance = .positive(biasVariance)
    }

    // With p = √(1 + 2u(x, x)), q = √(1 + 2u(z, z)) and t = 2u/(pq): the arcsine is atan(t/√(1 - t²)), and
    // p²q²(1 - t²) = 1 + 2u(x, x) + 2u(z, z) + 4 (u(x, x) u(z, z) - u(x, z)²), a sum of positive terms with the last
    // |x|²|z|² sin² θ: no cancellation however large the points. All is divided by |x|²|z|² or 1.
    public func applyActivation(_ pairs: ActivationRows, count: Int, into values: UnsafeMutablePointer<Double>) {
        for i in 0..<count {
            let (a, b) = (pairs.deviations[i], pairs.other)
            values[i] = 2 / .pi * atan2(2 * pairs.cosines[i], root(a, b, pairs.sines[i]))
        }
    }

    // ∂k/∂u = (4/π)/R and ∂k/∂u(x, x) = -(4/π) u/(p² R) with R = pq√(1 - t²) = |x||z| root.
    public func applySlopes(_ pairs: ActivationRows, count: Int, into slopes: ActivationSlopes) {
        for i in 0..<count {
            let (a, b) = (pairs.deviations[i], pairs.other)
            let factor = 4 / (.pi * root(a, b, pairs.sines[i]))
            slopes.covariance[i] = factor / a / b
            slopes.first[i] = -factor * pairs.cosines[i] / (1 + 2 * a * a)
            slopes.second[i] = -factor * pairs.cosines[i] / (1 + 2 * b * b)
        }
    }

    public func diagonal(_ variance: Double) -> (value: Double, slope: Double) {
        let a = variance.squareRoot()
        let root = root(a, a, 0)
        let value = 2 / .pi * atan2(2, root)
        return (value, 4 / .pi / (root * variance) / (1 + 2 * variance))
    }

    /// pq√(1 - t²)/(|x||z|).
    private func root(_ a: Double, _ b: Double, _ sine: Double) -> Double {
        let (p, q) = (1 / a, 1 / b)
        return (p * p * q * q + 2 * p * p + 2 * q * q + 4 * sine * sine).squareRoot()
    }
}
