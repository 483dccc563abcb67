import GaussianProcesses
import LinearAlgebra

/// A fitted exact process with everything needed to predict: structure, parameters, observations and units.
///
/// A model directory holds `model.json` (structure and parameters, readable), `x.npy` and `y.npy` (the observations in
/// the model's units) and, where noise variances are known, `noise_variances.npy`. Reading one back gives the same
/// predictions, because conditioning is repeated on the same numbers.
public struct SavedModel: Sendable {
    /// The prior with its fitted parameters, in the model's units.
    public var process: GaussianProcess
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
        process: GaussianProcess, observations: Observations, standardization: Standardization? = nil,
        inputNames: [String], targetName: String, shift: DiagonalShift = .none
    ) {
        self.process = process
        self.observations = observations
        self.standardization = standardization
        self.inputNames = inputNames
        self.targetName = targetName
        self.shift = shift
    }

    /// The posterior, by one factorisation: O(n³).
    public func posterior() throws -> Posterior {
        try process.conditioned(on: observations, shift: shift)
    }

    /// Mean and variances at points in the original units, in the original units.
    public func predict(_ posterior: Posterior, at x: Matrix) throws -> Prediction {
        let points = standardization?.standardize(points: x) ?? x
        try posterior.validate(points: points)
        let prediction = posterior.predict(at: points)
        return standardization?.restore(prediction) ?? prediction
    }
}
