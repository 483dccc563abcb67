import Expressions

/// A variable of a problem with the interval it runs over.
public struct DomainVariable: Sendable, Hashable {
    /// The name, as used in formulas.
    public let name: String
    /// The lower end.
    public let lower: Double
    /// The upper end, above the lower one.
    public let upper: Double

    /// A variable on [lower, upper].
    ///
    /// - Throws: ``PDEError/invalidDomain(variable:lower:upper:)`` unless both ends are finite and in order.
    public init(_ name: String, from lower: Double, through upper: Double) throws(PDEError) {
        guard lower.isFinite, upper.isFinite, lower < upper, (upper - lower).isFinite else {
            throw .invalidDomain(variable: name, lower: lower, upper: upper)
        }
        self.name = name
        self.lower = lower
        self.upper = upper
    }

    /// upper - lower.
    public var length: Double { upper - lower }
}

/// A condition as stated: where it holds and what it says.
public struct StatedCondition: Sendable, Hashable {
    /// `boundary`, `x = 0`, `x = min`, `x = max` or `periodic x`.
    public let place: String
    /// The equation, e.g. `u + 2*u_x = 0`; empty for `periodic`.
    public let equation: String

    /// A condition on a part of the boundary.
    public init(on place: String, _ equation: String) {
        self.place = place
        self.equation = equation
    }
}

/// A differential equation with its domain and conditions: N(u) = f inside, B(u) = g on the boundary.
public protocol PDEProblem: Sendable {
    /// The variables in order, each with its interval.
    var variables: [DomainVariable] { get }
    /// left - right of the equation, in the variables, the parameters, u and its derivatives.
    var residual: Expression { get }
    /// The conditions as stated.
    var conditions: [StatedCondition] { get }
    /// The exact solution, if it is known; errors are then reported.
    var exact: Expression? { get }
    /// Named constants.
    var parameters: [String: Double] { get }
}

extension PDEProblem {
    /// How derivatives of the unknown u are named in this problem.
    public var derivativeNames: DerivativeNames {
        DerivativeNames(unknowns: ["u"], variables: variables.map(\.name), parameters: parameters.keys)
    }
}
