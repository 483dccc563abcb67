#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// The gamma density p(s) = b^a / Γ(a) s^(a-1) exp(-b s).
public struct GammaScale: ContinuousScaleDensity, Codable, Equatable {
    /// The shape a.
    public var shape: Parameter
    /// The rate b, in the inverse units of s.
    public var rate: Parameter

    /// The density of shape a > 0 and rate b > 0.
    public init(shape: Double, rate: Double) {
        self.shape = .held(shape)
        self.rate = .held(rate)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("shape", &shape)
        visit("rate", &rate)
    }

    public var tailIndex: Double { .infinity }
    public var modes: ClosedRange<Double> {
        let mode = log(shape.value) - log(rate.value)
        return mode...mode
    }

    public func logDensity(atLogScale u: Double) -> Double {
        let t = u - modes.lowerBound
        return logGammaPeak(shape.value) + shape.value * (t - expm1(t))
    }

    public func parameterSlopes(atLogScale u: Double) -> [Double] {
        let t = u - modes.lowerBound
        return [log(shape.value) - digamma(shape.value) + t, -expm1(t) * shape.value / rate.value]
    }
}

extension ScaleDensity where Self == GammaScale {
    /// The gamma density of the given shape and rate.
    public static func gamma(shape: Double, rate: Double) -> GammaScale { GammaScale(shape: shape, rate: rate) }
}
