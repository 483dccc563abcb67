import LinearAlgebra

/// Scores relative to the trivial prediction: the mean and variance of the training targets everywhere.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), section 2.5.
public struct RelativeScores: Sendable, Equatable {
    /// The mean squared error divided by that of the trivial prediction; below one is better than trivial.
    public var smse: Double
    /// The mean of the negative log density less that of the trivial prediction, in nats; below zero is better.
    public var msll: Double

    /// The scores of predictions against values, relative to the training targets.
    ///
    /// - Throws: ``ObservationError/constantTarget(value:)`` when the training targets have no variance.
    public init(
        of prediction: Prediction, against y: Vector, training: Vector
    ) throws(ObservationError) {
        let moments = Moments(of: training)
        guard !moments.isConstant else { throw .constantTarget(value: moments.mean) }
        let trivial = Prediction(
            mean: Vector(count: y.count, repeating: moments.mean),
            variance: Vector(count: y.count, repeating: moments.standardDeviation * moments.standardDeviation))
        let (own, other) = (Scores(of: prediction, against: y), Scores(of: trivial, against: y))
        smse = own.rmse * own.rmse / (other.rmse * other.rmse)
        msll = own.nlpd - other.nlpd
    }
}
