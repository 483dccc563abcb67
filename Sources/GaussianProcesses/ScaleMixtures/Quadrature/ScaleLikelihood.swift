#if canImport(Glibc)
    import Glibc
#endif

/// What observations say about the scale s: a likelihood as a function of u = log s.
public protocol ScaleLikelihood: Sendable {
    /// The logarithm of the likelihood less `logReference`.
    func logValue(atLogScale u: Double) -> Double

    /// A constant taken out of the likelihood, so that its values near the maximum are small numbers.
    var logReference: Double { get }

    /// The u outside which the likelihood has no maximum.
    var modes: ClosedRange<Double> { get }

    /// r where the likelihood falls like s^(-r) for large s.
    var decay: Double { get }

    /// The powers of s, zero among them, whose expectations quadrature should hold to full accuracy where they exist.
    var powers: [Double] { get }
}

extension ScaleLikelihood {
    public var logReference: Double { 0 }
    public var powers: [Double] { [0, 1] }
}

/// The likelihood s^(-n/2) exp(-Q/(2 s)) of n Gaussian values whose whole covariance is multiplied by s.
///
/// Q = r^T A⁻¹ r is the quadratic form of the residuals r at s = 1, kept as its logarithm. The factor
/// (2π)^(-n/2) det(A)^(-1/2), which does not depend on s, is left out.
public struct ScaledQuadraticForm: ScaleLikelihood, Equatable {
    /// The number n of values.
    public let count: Int
    /// log Q; minus infinity when the residuals vanish.
    public let logQuadraticForm: Double

    /// The likelihood of n values with the given log Q.
    public init(count: Int, logQuadraticForm: Double) {
        self.count = count
        self.logQuadraticForm = logQuadraticForm
    }

    /// No observations at all: the likelihood one.
    public static let flat = ScaledQuadraticForm(count: 0, logQuadraticForm: -.infinity)

    /// The likelihood of these values and one more, whose squared residual over its conditional variance has the
    /// given logarithm.
    public func adding(logSquare: Double) -> ScaledQuadraticForm {
        ScaledQuadraticForm(count: count + 1, logQuadraticForm: logAddExp(logQuadraticForm, logSquare))
    }

    private var half: Double { 0.5 * Double(count) }
    private var hasMode: Bool { count > 0 && logQuadraticForm > -.infinity }
    private var mode: Double { logQuadraticForm - log(Double(count)) }

    public var logReference: Double { hasMode ? -half * (mode + 1) : 0 }
    public var decay: Double { half }
    public var modes: ClosedRange<Double> { hasMode ? mode...mode : 0...0 }
    public var powers: [Double] { hasMode ? [-1, 0, 1] : [0, 1] }

    public func logValue(atLogScale u: Double) -> Double {
        guard hasMode else { return -half * u }
        let t = u - mode
        return -half * (t + expm1(-t))
    }
}
