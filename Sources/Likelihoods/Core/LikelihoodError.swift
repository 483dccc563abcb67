/// Why a likelihood cannot be made or used. Rows count from zero.
public enum LikelihoodError: Error, Sendable, Equatable {
    /// An observed value is none that the likelihood allows.
    case outsideSupport(row: Int, value: Double, likelihood: String, support: Support)
    /// An expectation was asked for in closed form where none is known.
    case noClosedForm(likelihood: String)
    /// The thresholds between ordered categories are missing, not finite or not ascending.
    case thresholds([Double])
}

extension LikelihoodError: CustomStringConvertible {
    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .outsideSupport(let row, let value, let likelihood, let support):
            "The target in row \(row) is \(value), but under \(likelihood) it must be \(support); "
                + "correct the value or choose another likelihood."
        case .noClosedForm(let likelihood):
            "No closed form of this expectation is known for \(likelihood); use Gauss-Hermite quadrature."
        case .thresholds(let values):
            "The thresholds \(values) must be finite and strictly ascending, and at least one."
        }
    }
}
