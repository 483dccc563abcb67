#if canImport(Glibc)
    import Glibc
#endif

/// The set a parameter lives in, with a smooth map from the real line onto it (the free coordinate).
public enum Domain: Sendable, Equatable, Codable, CustomStringConvertible {
    /// All real numbers; the free coordinate is the value.
    case real
    /// The positive numbers; the free coordinate is the logarithm.
    case positive
    /// The open interval (lower, upper); the free coordinate is the logit of the relative position.
    case interval(lower: Double, upper: Double)

    /// Whether the value lies in the set.
    public func contains(_ value: Double) -> Bool {
        guard value.isFinite else { return false }
        return switch self {
        case .real: true
        case .positive: value > 0
        case .interval(let lower, let upper): value > lower && value < upper
        }
    }

    /// The free coordinate of a value in the set.
    public func freeCoordinate(of value: Double) -> Double {
        switch self {
        case .real: value
        case .positive: log(value)
        case .interval(let lower, let upper): log((value - lower) / (upper - value))
        }
    }

    /// The value at a free coordinate u.
    public func value(at u: Double) -> Double {
        switch self {
        case .real: u
        case .positive: exp(u)
        case .interval(let lower, let upper): lower + (upper - lower) / (1 + exp(-u))
        }
    }

    /// d value / d u at the given value: the factor of the chain rule.
    public func slope(at value: Double) -> Double {
        switch self {
        case .real: 1
        case .positive: value
        case .interval(let lower, let upper): (value - lower) * (upper - value) / (upper - lower)
        }
    }

    public var description: String {
        switch self {
        case .real: "a finite number"
        case .positive: "positive"
        case .interval(let lower, let upper): "between \(lower) and \(upper)"
        }
    }
}
