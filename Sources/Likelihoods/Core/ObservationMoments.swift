/// The mean and variance of an observed value.
public struct ObservationMoments: Sendable, Equatable {
    /// The mean; NaN where it does not exist.
    public var mean: Double
    /// The variance; infinite or NaN where it does not exist.
    public var variance: Double

    /// A mean with its variance.
    public init(mean: Double, variance: Double) {
        self.mean = mean
        self.variance = variance
    }
}

/// The normal distribution of the value f of a function at one point.
public struct NormalMarginal: Sendable, Equatable {
    /// The mean of f.
    public var mean: Double
    /// The variance of f.
    public var variance: Double

    /// The normal distribution with the given mean and variance, which must not be negative.
    public init(mean: Double, variance: Double) {
        precondition(variance >= 0, "A variance is not negative.")
        self.mean = mean
        self.variance = variance
    }

    /// The square root of the variance.
    public var standardDeviation: Double { variance.squareRoot() }
}
