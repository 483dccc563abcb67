#if canImport(Glibc)
    import Glibc
#endif
import Kernels

/// The half-Cauchy density 2 / (π γ (1 + (v/γ)²)) of v, which is either √s or s itself.
public struct HalfCauchyScale: ContinuousScaleDensity, Codable, Equatable {
    /// Which quantity is half-Cauchy.
    public enum Quantity: String, Sendable, Codable, CaseIterable {
        /// The standard deviation √s, as in the horseshoe (Gelman, Bayesian Analysis 1 (2006) 515).
        case standardDeviation
        /// The scale s, a factor of the variance.
        case variance
    }

    /// Which quantity is half-Cauchy.
    public let quantity: Quantity
    /// The median γ of that quantity, in its units.
    public var scale: Parameter

    /// The density with median γ > 0 of the given quantity.
    public init(scale: Double, of quantity: Quantity = .standardDeviation) {
        self.scale = .held(scale)
        self.quantity = quantity
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("scale", &scale) }

    /// v² / γ² is beta prime of shapes one half.
    private var law: GeneralizedBetaPrime {
        let logScale = log(scale.value)
        return switch quantity {
        case .standardDeviation: GeneralizedBetaPrime(a: 0.5, b: 0.5, power: 1, logScale: 2 * logScale)
        case .variance: GeneralizedBetaPrime(a: 0.5, b: 0.5, power: 2, logScale: logScale)
        }
    }

    public var tailIndex: Double { law.tailIndex }
    public var modes: ClosedRange<Double> { law.mode...law.mode }
    public func logDensity(atLogScale u: Double) -> Double { law.logDensity(atLogScale: u) }
    public func parameterSlopes(atLogScale u: Double) -> [Double] {
        let exponent = quantity == .standardDeviation ? 2.0 : 1.0
        return [exponent * law.slopes(atLogScale: u).logScale / scale.value]
    }
}

extension ScaleDensity where Self == HalfCauchyScale {
    /// The half-Cauchy density of the standard deviation √s (or of s) with the given median.
    public static func halfCauchy(
        scale: Double = 1, of quantity: HalfCauchyScale.Quantity = .standardDeviation
    ) -> HalfCauchyScale {
        HalfCauchyScale(scale: scale, of: quantity)
    }
}
