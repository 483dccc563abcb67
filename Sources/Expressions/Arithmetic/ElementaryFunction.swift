/// The functions of one argument that formulas may call.
public enum ElementaryFunction: String, Sendable, Hashable, CaseIterable {
    /// Sine, cosine and tangent, of radians.
    case sin, cos, tan

    /// Exponential, natural logarithm, square root.
    case exp, log, sqrt

    /// Absolute value.
    case abs

    /// Hyperbolic sine, cosine and tangent.
    case sinh, cosh, tanh

    /// Inverse sine, cosine and tangent, principal values.
    case asin, acos, atan

    /// erf(x) = 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.
    case erf

    /// -1, 0 or 1.
    case sign
}

/// The smaller or the larger of two values.
public enum Extremum: String, Sendable, Hashable, CaseIterable {
    /// The smaller of two values.
    case minimum = "min"

    /// The larger of two values.
    case maximum = "max"
}

/// The named numbers.
public enum NamedConstant: String, Sendable, Hashable, CaseIterable {
    /// The circle number 3.14159...
    case pi

    /// Euler's number 2.71828...
    case e

    /// The number.
    public var value: Double {
        switch self {
        case .pi: .pi
        case .e: 2.718281828459045
        }
    }
}
