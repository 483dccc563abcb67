/// A differentiable function f from R^n to R that is to be made small.
///
/// The one requirement is `mutating` so that a conformer may keep work arrays, caches or a random stream. It may throw:
/// the error ends the optimisation and reaches the caller. A point where f is merely undefined (a matrix that is not
/// positive definite, say) is better answered by ``ObjectiveValue/undefined(count:)``: the search then takes a shorter
/// step.
public protocol Objective {
    /// f(x) and its gradient at `point`, an array of n numbers that respects the bounds.
    mutating func evaluate(at point: [Double]) throws -> ObjectiveValue
}

/// A function value f(x) with its gradient.
public struct ObjectiveValue: Sendable {
    /// f(x).
    public var value: Double
    /// The n partial derivatives of f at x.
    public var gradient: [Double]

    /// A value with its gradient.
    public init(value: Double, gradient: [Double]) {
        self.value = value
        self.gradient = gradient
    }

    /// The answer at a point where f is not defined: an infinite value and a gradient of `count` NaNs.
    public static func undefined(count: Int) -> ObjectiveValue {
        ObjectiveValue(value: .infinity, gradient: [Double](repeating: .nan, count: count))
    }

    /// Whether the value and every partial derivative are finite.
    public var isFinite: Bool {
        value.isFinite && gradient.allSatisfy(\.isFinite)
    }
}

/// An objective given by a closure.
public struct ClosureObjective: Objective {
    let function: ([Double]) throws -> ObjectiveValue

    /// Wraps a function that returns f(x) and its gradient.
    public init(_ function: @escaping ([Double]) throws -> ObjectiveValue) {
        self.function = function
    }

    /// The closure's answer at `point`.
    public func evaluate(at point: [Double]) throws -> ObjectiveValue {
        try function(point)
    }
}
