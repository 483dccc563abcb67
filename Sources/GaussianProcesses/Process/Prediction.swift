#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The marginal Gaussian distributions of a function at m points.
public struct Prediction: Sendable, Equatable {
    /// The m means.
    public var mean: Vector
    /// The m variances of the function itself, without observation noise; never negative.
    public var variance: Vector
    /// The noise variance of a new observation at each point.
    public var noiseVariance: Double
    /// At how many points rounding made the variance negative, so that zero stands there instead.
    public var clampedCount: Int

    /// A prediction from its means and variances.
    public init(mean: Vector, variance: Vector, noiseVariance: Double = 0, clampedCount: Int = 0) {
        precondition(mean.count == variance.count, "There must be one variance a mean.")
        self.mean = mean
        self.variance = variance
        self.noiseVariance = noiseVariance
        self.clampedCount = clampedCount
    }

    /// The number of points, m.
    public var count: Int { mean.count }
    /// The m variances of new observations: the function's variance and the noise.
    public var noisyVariance: Vector { variance.mapped { $0 + noiseVariance } }
    /// The square roots of `variance`.
    public var standardDeviation: Vector { variance.mapped { $0.squareRoot() } }

    /// The central intervals that hold a new observation with 95 % probability.
    public var noisyInterval95: (lower: Vector, upper: Vector) {
        let reach = noisyVariance.mapped { 1.959_963_984_540_054_2 * $0.squareRoot() }
        return (mean - reach, mean + reach)
    }

    /// log p(y_i) of new observations one at a time, noise included, in nats.
    public func logDensities(of y: Vector) -> Vector {
        let deviations = y - mean
        return deviations.combined(with: noisyVariance) { r, v in gaussianLogDensity(r * r / v, log(v), 1) }
    }
}
