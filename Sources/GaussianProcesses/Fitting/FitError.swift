/// Why a fit cannot start.
public enum FitError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The bounds of a parameter hold no value of its domain that a fit could reach.
    case boundsOutsideDomain(parameter: String, bounds: ClosedRange<Double>, domain: String)

    public var description: String {
        switch self {
        case .boundsOutsideDomain(let parameter, let bounds, let domain):
            "The bounds \(bounds.lowerBound) to \(bounds.upperBound) of \(parameter) leave no room; "
                + "it must be \(domain)."
        }
    }
}
