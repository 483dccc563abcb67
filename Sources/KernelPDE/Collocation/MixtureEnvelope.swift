#if canImport(Glibc)
    import Glibc
#endif

/// A stationary covariance E(d) of unit variance with its derivatives in d, to be multiplied by cosines.
public protocol MixtureEnvelope: Sendable {
    /// The highest derivative that exists at d = 0 and is supplied; the operator's order may be half of it.
    var maximumOrder: Int { get }
    /// The power p of d in the decay parameter: d E_j / d log(decay) = p (j E_j + d E_{j+1}).
    var decayExponent: Double { get }
    /// A name for reports.
    var label: String { get }
    /// Writes E, E', ..., E^(order) at the signed distance d >= 0; `order` is at most `maximumOrder` + 1.
    func derivatives(
        upTo order: Int, distance: Double, decay: Double, into values: UnsafeMutablePointer<Double>)
}

/// E(d) = exp(-l d^2) with l an inverse squared length: the components of a spectral mixture.
public struct SquaredExponentialEnvelope: MixtureEnvelope {
    /// The envelope has no parameter of its own.
    public init() {}

    /// All derivatives exist; eight serve operators up to order four.
    public var maximumOrder: Int { 8 }
    /// l has the dimension of a length to the power -2.
    public var decayExponent: Double { 0.5 }
    /// The name of the mixture.
    public var label: String { "spectral mixture" }

    /// By E_{n+1} = -2 l (d E_n + n E_{n-1}).
    public func derivatives(
        upTo order: Int, distance d: Double, decay l: Double, into values: UnsafeMutablePointer<Double>
    ) {
        values[0] = exp(-l * d * d)
        guard order > 0 else { return }
        values[1] = -2 * l * d * values[0]
        for n in stride(from: 1, to: order, by: 1) {
            values[n + 1] = -2 * l * (d * values[n] + Double(n) * values[n - 1])
        }
    }
}

/// E(d) = (1 + a |d| + a^2 d^2 / 3) exp(-a |d|), a = sqrt(5) times the decay: Matern 5/2, whose spectral density is a
/// Student-t density with five degrees of freedom.
///
/// It is exactly four times differentiable at zero (its first odd term is |d|^5): enough for operators of second order.
public struct Matern52Envelope: MixtureEnvelope {
    /// The envelope has no parameter of its own.
    public init() {}

    /// Four derivatives exist at zero.
    public var maximumOrder: Int { 4 }
    /// The decay is an inverse length.
    public var decayExponent: Double { 1 }
    /// The name of the mixture.
    public var label: String { "Student-t mixture" }

    /// In closed form; the fifth, one-sided at zero, serves the gradient of the fourth only, where d multiplies it.
    public func derivatives(
        upTo order: Int, distance d: Double, decay: Double, into values: UnsafeMutablePointer<Double>
    ) {
        let a = 5.0.squareRoot() * decay
        let r = a * abs(d)
        let e = exp(-r)
        let third = a * a / 3
        for n in 0...order {
            switch n {
            case 0: values[n] = (1 + r + r * r / 3) * e
            case 1: values[n] = -third * d * (1 + r) * e
            case 2: values[n] = -third * (1 + r - r * r) * e
            case 3: values[n] = third * a * a * d * (3 - r) * e
            case 4: values[n] = third * a * a * (3 - 5 * r + r * r) * e
            default:
                let sign = d > 0 ? 1.0 : d < 0 ? -1.0 : 0.0
                values[n] = third * a * a * a * sign * (-8 + 7 * r - r * r) * e
            }
        }
    }
}
