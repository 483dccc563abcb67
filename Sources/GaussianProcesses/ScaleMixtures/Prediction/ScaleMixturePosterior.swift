import LinearAlgebra

/// A scale mixture given observations: immutable, with what they say about the scale.
public struct ScaleMixturePosterior: Belief {
    /// The kind of prior.
    public typealias Prior = ScaleMixture

    /// The prior, with the parameters that were conditioned upon.
    public let mixture: ScaleMixture
    /// The observations.
    public let observations: Observations
    /// The log evidence log p(y) of the observations, in nats.
    public let logEvidence: Double
    /// The law p(s | y) of the scale.
    public let scale: ScaleNodes

    let conditioned: any ConditionedOnScale

    /// What a diagonal shift added to every variance of the observations at scale one; zero without one.
    public var addedDiagonal: Double { conditioned.addedDiagonal }

    /// The likelihood of the scale, where all variances scale together; nil with noise outside the mixture.
    public var quadraticForm: ScaledQuadraticForm? { conditioned.likelihood as? ScaledQuadraticForm }

    init(
        _ mixture: ScaleMixture, _ observations: Observations, _ conditioned: any ConditionedOnScale
    ) throws(ProcessError) {
        self.mixture = mixture
        self.observations = observations
        self.conditioned = conditioned
        scale = try mixture.nodes(under: conditioned.likelihood)
        let closed = (conditioned.likelihood as? ScaledQuadraticForm).flatMap {
            mixture.scale.closedLogEvidence(under: $0)
        }
        logEvidence = (closed ?? scale.logEvidence) + conditioned.logConstant
    }

    /// Throws unless the rows of `x` have the coordinates of the observed points.
    public func validate(points x: Matrix) throws(ProcessError) {
        if x.columnCount != observations.inputDimension {
            throw .inputDimension(expected: observations.inputDimension, found: x.columnCount)
        }
    }

    /// The predictive distributions at m points, the rows of `x`.
    ///
    /// - Complexity: O(n² m) as for a Gaussian process; with noise outside the mixture O(n m) more a node.
    /// - Throws: ``ProcessError`` when the points differ in dimension.
    public func predict(at x: Matrix) throws(ProcessError) -> MixturePrediction {
        try validate(points: x)
        return MixturePrediction(
            marginals: conditioned.marginals(at: x), scale: scale, density: mixture.scale,
            likelihood: conditioned.likelihood)
    }

    /// `count` joint samples of f at m points: an m-by-`count` matrix, one sample a column, each with its own scale.
    ///
    /// Scales are drawn from the nodes of the quadrature, whose law has the expectations of p(s | y) to rounding.
    /// Samples are of the function; add noise for observations.
    ///
    /// - Complexity: O(m³ + m² `count`); with noise outside O(m³) for each different scale.
    /// - Throws: ``ProcessError`` when the points differ in dimension or the covariance is not finite.
    public func samples(at x: Matrix, count: Int, seed: UInt64) throws(ProcessError) -> Matrix {
        precondition(count >= 0, "There is no negative number of samples.")
        try validate(points: x)
        var generator = SeededGenerator(seed: seed)
        let logScales = scale.draws(count, using: &generator)
        return try conditioned.samples(at: x, logScales: logScales, using: &generator)
    }

    /// `count` joint samples of new observations at m points, one a column: as ``samples(at:count:seed:)``, with noise,
    /// which inside the mixture has the sample's own scale.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension or the covariance is not finite.
    public func observationSamples(at x: Matrix, count: Int, seed: UInt64) throws(ProcessError) -> Matrix {
        precondition(count >= 0, "There is no negative number of samples.")
        try validate(points: x)
        var generator = SeededGenerator(seed: seed)
        let logScales = scale.draws(count, using: &generator)
        var result = try conditioned.samples(at: x, logScales: logScales, using: &generator)
        let marginals = conditioned.marginals(at: x)
        for (column, u) in logScales.enumerated() {
            let deviation = marginals.noiseVariance(atLogScale: u).squareRoot()
            result.setColumn(
                column, to: result.column(column).mapped { $0 + deviation * generator.normal() })
        }
        return result
    }
}
