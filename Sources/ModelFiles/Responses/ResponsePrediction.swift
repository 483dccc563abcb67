import LinearAlgebra

/// What a model says about new observations at m points, whatever their likelihood.
///
/// The response is what an observation is on average given the function: the function itself for additive noise, the rate
/// of counts, the probability of class 1. Its variance and that of an observation about it add up to the observation's.
public struct ResponsePrediction: Sendable {
    /// The m means of the response, and of a new observation.
    public var mean: Vector
    /// The m variances of the response: what is not known about the function.
    public var latentVariance: Vector
    /// The m expected variances of an observation about the response.
    public var noiseVariance: Vector
    /// The ends of the central 95 % intervals of the response.
    public var interval95: (lower: Vector, upper: Vector)
    /// The ends of the central 95 % intervals of a new observation.
    public var noisyInterval95: (lower: Vector, upper: Vector)
    /// The m probabilities of each class, for observations that are labels; else empty.
    public var classProbabilities: [Vector] = []
    /// Whether the labels have an order, so that their mean means something; true where there are none.
    public var hasOrder = true

    /// The number of points, m.
    public var count: Int { mean.count }
    /// The m variances of a new observation.
    public var noisyVariance: Vector { latentVariance + noiseVariance }

    /// The most probable class of each point, for observations that are labels.
    public var mostProbableClasses: [Int] {
        (0..<count).map { i in
            classProbabilities.indices.max { classProbabilities[$0][i] < classProbabilities[$1][i] } ?? 0
        }
    }
}

/// A model given observations, as far as new observations are concerned.
public protocol ResponseModel: Sendable {
    /// The distribution of new observations at single points, the rows of `x`.
    func response(at x: Matrix) throws -> ResponsePrediction

    /// log p(y_i) of new observations one at a time, in nats.
    func responseLogDensities(of y: Vector, at x: Matrix) throws -> Vector

    /// `count` joint samples at the rows of `x`, one a column: of the response, or of new observations.
    func responseSamples(at x: Matrix, count: Int, seed: UInt64, isNoisy: Bool) throws -> Matrix

    /// The continuous ranked probability scores of new observations one at a time, in their units.
    func responseRankedScores(of y: Vector, at x: Matrix) throws -> Vector
}
