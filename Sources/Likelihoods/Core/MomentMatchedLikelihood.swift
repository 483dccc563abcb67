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
