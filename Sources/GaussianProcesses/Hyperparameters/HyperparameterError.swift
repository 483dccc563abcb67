/// Why the posterior of hyperparameters cannot be explored.
public enum HyperparameterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No parameter is trainable.
    case nothingToTrain
    /// The bounds of a parameter leave a single value.
    case noRoom(String)
    /// No start near the present parameters has a finite density.
    case noFiniteStart
    /// The log posterior does not curve down at its mode in a direction dominated by a parameter.
    case notCurved(parameter: String, curvature: Double)
    /// The quadrature would need too many evaluations.
    case tooManyPoints(count: Int, limit: Int)

    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .nothingToTrain: "No parameter is trainable, so there is no posterior of them; condition the process."
        case .noRoom(let path): "The bounds of \(path) leave a single value; fix it instead."
        case .noFiniteStart:
            "The posterior density vanishes at and near the present parameters; start from fitted ones."
        case .notCurved(let parameter, let curvature):
            "The log posterior is not curved down at its mode along \(parameter) (\(curvature)); give it a prior, or "
                + "sample instead."
        case .tooManyPoints(let count, let limit):
            "The quadrature would take \(count) evaluations, more than \(limit); take a central composite design, or "
                + "sample."
        }
    }
}
