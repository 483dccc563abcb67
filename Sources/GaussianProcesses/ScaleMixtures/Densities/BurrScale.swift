#if canImport(Glibc)
    import Glibc
#endif
import Kernels

/// The Burr XII density p(s) = c d s^(c-1) / (1 + s^c)^(d+1), with s measured in a scale β.
public struct BurrScale: ContinuousScaleDensity, Codable, Equatable {
    /// The power c: how p(s) vanishes at zero.
    public var power: Parameter
    /// The shape d of the tail, p(s) ~ s^(-1-cd).
    public var tailShape: Parameter
    /// The scale β, in the units of s.
    public var scale: Parameter

    /// The density of power c > 0 and tail shape d > 0.
    public init(power: Double, tailShape: Double, scale: Double = 1) {
        self.power = .held(power)
        self.tailShape = .held(tailShape)
        self.scale = .held(scale)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("power", &power)
        visit("tailShape", &tailShape)
        visit("scale", &scale)
    }

    private var law: GeneralizedBetaPrime {
        GeneralizedBetaPrime(a: 1, b: tailShape.value, power: power.value, logScale: log(scale.value))
    }

    public var tailIndex: Double { law.tailIndex }
    public var modes: ClosedRange<Double> { law.mode...law.mode }
    public func logDensity(atLogScale u: Double) -> Double { law.logDensity(atLogScale: u) }
    public func parameterSlopes(atLogScale u: Double) -> [Double] {
        let slopes = law.slopes(atLogScale: u)
        return [slopes.power, slopes.b, slopes.logScale / scale.value]
    }
}

extension ScaleDensity where Self == BurrScale {
    /// The Burr XII density of the given power and tail shape.
    public static func burr(power: Double, tailShape: Double, scale: Double = 1) -> BurrScale {
        BurrScale(power: power, tailShape: tailShape, scale: scale)
    }
}
