import GaussianProcesses
import LinearAlgebra

/// A fitted model with everything needed to predict: structure, parameters, observations and units.
///
/// A model directory holds `model.json` (structure and parameters, readable), `x.npy` and `y.npy` (the observations in
/// the model's units) and, where noise variances are known, `noise_variances.npy`. Reading one back gives the same
/// predictions, because conditioning is repeated on the same numbers.
public struct SavedModel: Sendable {
    /// The prior with its fitted parameters, in the model's units.
    public var prior: ModelPrior
    /// How it is conditioned.
    public var method: ModelMethod
    /// The observations in the model's units: standardised if there is a standardisation.
    public var observations: Observations
    /// How original units become the model's; nil when they are the same.
    public var standardization: Standardization?
    /// The names of the input columns.
    public var inputNames: [String]
    /// The name of the target column.
    public var targetName: String
    /// What is added to the Gram matrix' diagonal when conditioning.
    public var shift: DiagonalShift

    /// A model to be saved.
    public init(
        prior: ModelPrior, method: ModelMethod? = nil, observations: Observations,
        standardization: Standardization? = nil, inputNames: [String], targetName: String,
        shift: DiagonalShift = .none
    ) {
        self.prior = prior
        self.method = method ?? prior.methods[0]
        self.observations = observations
        self.standardization = standardization
        self.inputNames = inputNames
        self.targetName = targetName
        self.shift = shift
    }

    /// A Gaussian process to be saved.
    public init(
        process: GaussianProcess, observations: Observations, standardization: Standardization? = nil,
        inputNames: [String], targetName: String, shift: DiagonalShift = .none
    ) {
        self.init(
            prior: .process(process), observations: observations, standardization: standardization,
            inputNames: inputNames, targetName: targetName, shift: shift)
    }

    /// The model given its observations: O(n³).
    ///
    /// - Throws: `ProcessError`.
    public func posterior() throws -> any ResponseModel {
        try prior.conditioned(on: observations, by: method, shift: shift)
    }

    /// Predictions at points in the original units, in the original units.
    public func predict(_ posterior: any ResponseModel, at x: Matrix) throws -> ResponsePrediction {
        let prediction = try posterior.response(at: try modelPoints(x))
        return standardization?.restore(prediction) ?? prediction
    }

    /// `count` joint samples at points in the original units, in the original units: of the response, or of new observations.
    public func samples(
        _ posterior: any ResponseModel, at x: Matrix, count: Int, seed: UInt64, isNoisy: Bool
    ) throws -> Matrix {
        let drawn = try posterior.responseSamples(
            at: try modelPoints(x), count: count, seed: seed, isNoisy: isNoisy)
        return standardization?.restore(values: drawn) ?? drawn
    }

    /// Scores against values in the original units.
    public func score(
        _ posterior: any ResponseModel, _ prediction: ResponsePrediction, at x: Matrix, against y: Vector
    ) throws -> ResponseScores {
        let points = try modelPoints(x)
        let scale = standardization?.targetScale ?? 1
        let values = standardization.map { units in y.mapped { ($0 - units.targetMean) / units.targetScale } } ?? y
        let densities = try posterior.responseLogDensities(of: values, at: points)
        let ranked =
            prediction.classProbabilities.isEmpty
            ? try posterior.responseRankedScores(of: values, at: points) : Vector(count: y.count)
        return ResponseScores(
            of: prediction, against: y,
            logDensities: standardization.map { units in
                densities.mapped { units.restore(logDensity: $0, count: 1) }
            } ?? densities,
            rankedScores: scale * ranked)
    }

    private func modelPoints(_ x: Matrix) throws -> Matrix {
        guard x.columnCount == inputNames.count else {
            throw ProcessError.inputDimension(expected: inputNames.count, found: x.columnCount)
        }
        return standardization?.standardize(points: x) ?? x
    }
}

extension Standardization {
    /// A prediction in standardised units, in the original ones.
    func restore(_ prediction: ResponsePrediction) -> ResponsePrediction {
        let square = targetScale * targetScale
        func moved(_ ends: (lower: Vector, upper: Vector)) -> (lower: Vector, upper: Vector) {
            (ends.lower.mapped { targetMean + targetScale * $0 }, ends.upper.mapped { targetMean + targetScale * $0 })
        }
        var result = prediction
        result.mean = prediction.mean.mapped { targetMean + targetScale * $0 }
        result.latentVariance = square * prediction.latentVariance
        result.noiseVariance = square * prediction.noiseVariance
        result.interval95 = moved(prediction.interval95)
        result.noisyInterval95 = moved(prediction.noisyInterval95)
        return result
    }

    /// The maps that standardise the inputs of observations and leave the targets alone, for targets that are no
    /// measurements: counts, labels, proportions.
    public static func ofInputs(_ observations: Observations) throws(ObservationError) -> Standardization {
        // Targets of any kind but a constant serve to make the other half.
        let index = Vector((0..<observations.count).map { Double($0) })
        guard observations.count > 1 else {
            return Standardization(
                inputMeans: observations.x.row(0).array,
                inputScales: [Double](repeating: 1, count: observations.inputDimension), targetMean: 0, targetScale: 1)
        }
        let both = try Standardization(of: Observations(observations.x, index))
        return Standardization(
            inputMeans: both.inputMeans, inputScales: both.inputScales, targetMean: 0, targetScale: 1)
    }
}
