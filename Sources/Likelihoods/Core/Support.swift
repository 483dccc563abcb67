/// The values an observation can take.
public enum Support: Sendable, Equatable, CustomStringConvertible {
    /// All real numbers.
    case real
    /// The positive numbers.
    case positive
    /// The open interval (0, 1).
    case unitInterval
    /// The whole numbers 0, 1, 2, …
    case counts
    /// The whole numbers 0 … count - 1, such as the labels of classes.
    case categories(Int)

    /// Whether y is such a value; NaN and infinities never are.
    public func contains(_ y: Double) -> Bool {
        guard y.isFinite else { return false }
        return switch self {
        case .real: true
        case .positive: y > 0
        case .unitInterval: y > 0 && y < 1
        case .counts: y >= 0 && y == y.rounded()
        case .categories(let count): y >= 0 && y == y.rounded() && y < Double(count)
        }
    }

    public var description: String {
        switch self {
        case .real: "a finite number"
        case .positive: "positive"
        case .unitInterval: "between 0 and 1, both excluded"
        case .counts: "a whole number, zero or positive"
        case .categories(2): "0 or 1"
        case .categories(let count): "a whole number from 0 to \(count - 1)"
        }
    }
}
