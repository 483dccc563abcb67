#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// How well predictions agree with what was then observed; scores that say nothing about the kind of observation are nil.
public struct ResponseScores: Sendable, Equatable {
    /// The root mean squared error of the means; nil for labels without order.
    public var rmse: Double?
    /// The mean absolute error of the means; nil for labels without order.
    public var mae: Double?
    /// The mean negative log predictive density (or probability), in nats; nil where only intervals are known.
    public var nlpd: Double?
    /// The mean continuous ranked probability score; nil for labels.
    public var crps: Double?
    /// The share of values inside the central 95 % interval; nil for labels.
    public var coverage95: Double?
    /// The mean interval score of the central 95 % interval: its width, and 40 times what it misses by; nil for labels.
    public var intervalScore95: Double?
    /// The share of labels that were the most probable; nil for values that are no labels.
    public var accuracy: Double?

    /// Scores that are known otherwise.
    public init(
        rmse: Double? = nil, mae: Double? = nil, nlpd: Double? = nil, crps: Double? = nil, coverage95: Double? = nil,
        intervalScore95: Double? = nil, accuracy: Double? = nil
    ) {
        self.rmse = rmse
        self.mae = mae
        self.nlpd = nlpd
        self.crps = crps
        self.coverage95 = coverage95
        self.intervalScore95 = intervalScore95
        self.accuracy = accuracy
    }

    /// The scores of a prediction with the log densities and the ranked scores of the same values.
    public init(of prediction: ResponsePrediction, against y: Vector, logDensities: Vector, rankedScores: Vector) {
        precondition(y.count == prediction.count && y.count > 0, "There must be one value for each prediction.")
        self.init(nlpd: -logDensities.mean)
        if prediction.hasOrder {
            let deviations = y - prediction.mean
            rmse = deviations.norm / Double(y.count).squareRoot()
            mae = deviations.mapped { abs($0) }.mean
        }
        guard prediction.classProbabilities.isEmpty else {
            let classes = prediction.mostProbableClasses
            accuracy = Double(y.indices.count { Double(classes[$0]) == y[$0] }) / Double(y.count)
            return
        }
        crps = rankedScores.mean
        let (lower, upper) = prediction.noisyInterval95
        coverage95 = ResponseScores.coverage(y, lower, upper)
        intervalScore95 = ResponseScores.intervalScore(y, lower, upper)
    }

    /// The share of values inside their intervals.
    public static func coverage(_ y: Vector, _ lower: Vector, _ upper: Vector) -> Double {
        Double(y.indices.count { lower[$0] <= y[$0] && y[$0] <= upper[$0] }) / Double(y.count)
    }

    /// The mean of u - l + (2/α) (l - y)₊ + (2/α) (y - u)₊ at α = 0.05.
    ///
    /// - Source: Gneiting and Raftery, JASA 102 (2007) 359, eq. 43.
    public static func intervalScore(_ y: Vector, _ lower: Vector, _ upper: Vector) -> Double {
        y.indices.reduce(0) {
            let (l, u) = (lower[$1], upper[$1])
            return $0 + (u - l) + 40 * (Swift.max(l - y[$1], 0) + Swift.max(y[$1] - u, 0))
        } / Double(y.count)
    }
}
