#if canImport(Glibc)
    import Glibc
#endif
import Kernels

/// The moments of p(y | f) N(f; m, v), normalised: what expectation propagation matches.
public struct TiltedMoments: Sendable, Equatable {
    /// The logarithm of the mass that the normalisation divides by.
    public var logMass: Double
    /// The mean of f.
    public var mean: Double
    /// The variance of f.
    public var variance: Double

    /// The mass with mean and variance.
    public init(logMass: Double, mean: Double, variance: Double) {
        self.logMass = logMass
        self.mean = mean
        self.variance = variance
    }
}

/// A likelihood whose product with a normal density has mass, mean and variance in closed form.
public protocol MomentMatchedLikelihood: Likelihood {
    /// The moments of p(y | f) N(f; m, v).
    func tilted(by y: Double, _ f: NormalMarginal) -> TiltedMoments
}

extension MomentMatchedLikelihood {
    /// The derivatives of the logarithm of the mass in every parameter: the means of ∂ log p / ∂θ over the tilted
    /// distribution, by 40 Gauss-Hermite nodes.
    public func logMassSlopes(by y: Double, _ f: NormalMarginal) -> [Double] {
        guard parameterCount > 0, let nodes = Expectation.gaussHermite(40).nodes(under: f) else { return [] }
        let logMass = nodes.logSum { logDensity(of: y, at: $0) }
        var result = [Double](repeating: 0, count: parameterCount)
        for node in nodes where node.weight > 0 {
            let share = node.weight * exp(logDensity(of: y, at: node.f) - logMass)
            guard share > 0 else { continue }
            for (index, slope) in parameterSlopes(of: y, at: node.f).enumerated() {
                result[index] += share * slope.value
            }
        }
        return result
    }
}
