#if canImport(Glibc)
    import Glibc
#endif
import Kernels

/// A probability law of a scale s > 0, with named parameters: what a ``ScaleMixture`` mixes over.
///
/// Everything happens in u = log s, where tails are exponential and nothing overflows.
public protocol ScaleDensity: Parameterized {
    /// Points u_k and weights w_k with Σ_k w_k f(u_k) = E[f(log s) | likelihood] for smooth f, and the logarithm of
    /// the likelihood's integral ∫ likelihood(s) p(s) ds.
    func nodes(under likelihood: some ScaleLikelihood) throws(ScaleMixtureError) -> ScaleNodes

    /// ∂ log q(u) / ∂θ_p for every parameter in visiting order, with q the density of u = log s.
    func parameterSlopes(atLogScale u: Double) -> [Double]

    /// κ where p(s) falls like s^(-1-κ): moments of s below κ exist. Infinite when all do.
    var tailIndex: Double { get }

    /// log ∫ s^(-n/2) exp(-Q/(2 s)) p(s) ds where it has a closed form; nil to integrate numerically.
    func closedLogEvidence(under form: ScaledQuadraticForm) -> Double?
}

extension ScaleDensity {
    public func closedLogEvidence(under form: ScaledQuadraticForm) -> Double? { nil }
}

/// A law of a scale with a smooth density: all that quadrature needs.
public protocol ContinuousScaleDensity: ScaleDensity {
    /// log q(u), normalised, where q(u) = s p(s) is the density of u = log s.
    func logDensity(atLogScale u: Double) -> Double

    /// The u outside which q has no maximum.
    var modes: ClosedRange<Double> { get }
}

extension ContinuousScaleDensity {
    /// log p(s), normalised, at s > 0.
    public func logDensity(_ s: Double) -> Double { logDensity(atLogScale: log(s)) - log(s) }

    public func nodes(under likelihood: some ScaleLikelihood) throws(ScaleMixtureError) -> ScaleNodes {
        try LogScaleQuadrature(density: self, likelihood: likelihood).nodes()
    }
}

extension Parameter {
    /// A positive parameter of a mixing density: held during fits unless asked otherwise.
    static func held(_ value: Double) -> Parameter { Parameter.positive(value).fixed }
}
