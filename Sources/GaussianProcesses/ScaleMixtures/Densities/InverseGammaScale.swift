#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// The inverse gamma density p(s) = b^a / Γ(a) s^(-a-1) exp(-b/s): mixing over it gives a Student-t process.
///
/// With noise inside the mixture everything is in closed form: n observations with quadratic form Q turn shape a and
/// rate b into a + n/2 and b + Q/2, and predictions are Student-t with 2a + n degrees of freedom.
public struct InverseGammaScale: ContinuousScaleDensity, Codable, Equatable {
    /// The shape a; the Student-t process has 2a degrees of freedom.
    public var shape: Parameter
    /// The rate b, in the units of s.
    public var rate: Parameter

    /// The density of shape a > 0 and rate b > 0.
    public init(shape: Double, rate: Double) {
        self.shape = .held(shape)
        self.rate = .held(rate)
    }

    /// 2a, the degrees of freedom of the Student-t process.
    public var degreesOfFreedom: Double { 2 * shape.value }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("shape", &shape)
        visit("rate", &rate)
    }

    public var tailIndex: Double { shape.value }
    public var modes: ClosedRange<Double> {
        let mode = log(rate.value) - log(shape.value)
        return mode...mode
    }

    public func logDensity(atLogScale u: Double) -> Double {
        let t = u - modes.lowerBound
        return logGammaPeak(shape.value) - shape.value * (t + expm1(-t))
    }

    public func parameterSlopes(atLogScale u: Double) -> [Double] {
        let t = u - modes.lowerBound
        return [log(shape.value) - digamma(shape.value) - t, -expm1(-t) * shape.value / rate.value]
    }

    /// The density of s after observations: shape a + n/2 and rate b + Q/2.
    public func updated(by form: ScaledQuadraticForm) -> InverseGammaScale {
        InverseGammaScale(
            shape: shape.value + 0.5 * Double(form.count), rate: rate.value + 0.5 * exp(form.logQuadraticForm))
    }

    public func closedLogEvidence(under form: ScaledQuadraticForm) -> Double? {
        let (a, b, half) = (shape.value, rate.value, 0.5 * Double(form.count))
        // log(1 + Q / 2b), without overflow.
        let growth = logAddExp(0, form.logQuadraticForm - log(b) - log(2))
        return logGammaGrowth(a, half) - half * (log(b) - log(a)) - (a + half) * growth
    }
}

extension ScaleDensity where Self == InverseGammaScale {
    /// The inverse gamma density of the given shape and rate.
    public static func inverseGamma(shape: Double, rate: Double) -> InverseGammaScale {
        InverseGammaScale(shape: shape, rate: rate)
    }

    /// The inverse gamma density of shape ν/2 and rate ν/2: the Student-t process with ν degrees of freedom whose scale
    /// matrix is K itself, so that it becomes the Gaussian process as ν grows.
    public static func inverseGamma(degreesOfFreedom: Double) -> InverseGammaScale {
        InverseGammaScale(shape: 0.5 * degreesOfFreedom, rate: 0.5 * degreesOfFreedom)
    }
}
