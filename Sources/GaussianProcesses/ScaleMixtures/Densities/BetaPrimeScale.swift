#if canImport(Glibc)
    import Glibc
#endif
import Kernels

/// The beta prime density p(s) = (s/β)^(a-1) (1 + s/β)^(-a-b) / (β B(a, b)): the ratio of two gamma variables.
public struct BetaPrimeScale: ContinuousScaleDensity, Codable, Equatable {
    /// The shape a: how p(s) vanishes at zero.
    public var shape: Parameter
    /// The shape b of the tail, p(s) ~ s^(-1-b).
    public var tailShape: Parameter
    /// The scale β, in the units of s.
    public var scale: Parameter

    /// The density of shapes a > 0 and b > 0.
    public init(shape: Double, tailShape: Double, scale: Double = 1) {
        self.shape = .held(shape)
        self.tailShape = .held(tailShape)
        self.scale = .held(scale)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("shape", &shape)
        visit("tailShape", &tailShape)
        visit("scale", &scale)
    }

    private var law: GeneralizedBetaPrime {
        GeneralizedBetaPrime(a: shape.value, b: tailShape.value, power: 1, logScale: log(scale.value))
    }

    public var tailIndex: Double { law.tailIndex }
    public var modes: ClosedRange<Double> { law.mode...law.mode }
    public func logDensity(atLogScale u: Double) -> Double { law.logDensity(atLogScale: u) }
    public func parameterSlopes(atLogScale u: Double) -> [Double] {
        let slopes = law.slopes(atLogScale: u)
        return [slopes.a, slopes.b, slopes.logScale / scale.value]
    }
}

extension ScaleDensity where Self == BetaPrimeScale {
    /// The beta prime density of the given shapes.
    public static func betaPrime(shape: Double, tailShape: Double, scale: Double = 1) -> BetaPrimeScale {
        BetaPrimeScale(shape: shape, tailShape: tailShape, scale: scale)
    }
}
