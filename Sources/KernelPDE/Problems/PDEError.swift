/// What can be wrong with a problem, as against a solve that does not converge (which a report says).
public enum PDEError: Error, Sendable, Equatable {
    /// The text of an equation, condition or bound does not parse; the message has line and column.
    case syntax(text: String, message: String)
    /// The domain is empty, reversed or not finite.
    case invalidDomain(variable: String, lower: Double, upper: Double)
    /// The equation holds no derivative of the unknown.
    case noDerivative(equation: String)
    /// The order of the highest derivative is above four.
    case orderTooHigh(Int)
    /// A condition involves the unknown non-linearly, not at all, or at an order not below the equation's.
    case unsuitableCondition(condition: String, reason: String)
    /// Fewer conditions than the order: the solution is not determined.
    case tooFewConditions(order: Int, given: Int)
    /// More conditions than the order, not contradicting one another but not all of them can be met.
    case tooManyConditions(order: Int, given: Int)
    /// The conditions on the two sides of one variable are more or fewer than the order of the equation in it.
    case wrongConditionCount(variable: String, order: Int, given: Int)
    /// Two conditions state different values of the same quantity.
    case contradictoryConditions(String, String)
    /// The conditions do not fix the solution, or the operator has a non-trivial solution of the homogeneous problem.
    case singular(reciprocalCondition: Double)
    /// A coefficient (rows 0...m) or the source (row m + 1) has no finite value at a point.
    case notFinite(row: Int, position: Double)
    /// A formula has no finite value at a point of several coordinates.
    case notFiniteAt(formula: String, point: [Double])
    /// Newton's method found no solution, not even of the linear part.
    case noConvergence(steps: Int)
    /// The samples of the source, or what is asked of them, cannot be used.
    case unsuitableSamples(SampledProblemError)
    /// A feature of the statement that no solver here treats.
    case unsupported(String)
}

extension PDEError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .syntax(let text, let message):
            return "Cannot read \"\(text)\": \(message)"
        case .invalidDomain(let variable, let lower, let upper):
            return
                "The domain of \(variable), [\(lower), \(upper)], is empty: the lower bound must be finite and below "
                + "the upper bound."
        case .noDerivative(let equation):
            return
                "The equation \"\(equation)\" holds no derivative of the unknown u: write derivatives as u_x, u_xx, ..."
        case .orderTooHigh(let order):
            return "The equation has order \(order); orders one to four are solved."
        case .unsuitableCondition(let condition, let reason):
            return "The condition \"\(condition)\" cannot be used: \(reason)"
        case .tooFewConditions(let order, let given):
            return "The solution is not determined: an equation of order \(order) needs \(order) conditions, "
                + "\(given) given. Add \(order - given)."
        case .tooManyConditions(let order, let given):
            return "The problem is over-determined: an equation of order \(order) takes \(order) conditions, "
                + "\(given) given. Remove \(given - order)."
        case .wrongConditionCount(let variable, let order, let given):
            let change = given < order ? "Add \(order - given)" : "Remove \(given - order)"
            return
                "The equation has order \(order) in \(variable), so the sides \(variable) = min and \(variable) = max "
                + "take \(order) conditions together, \(given) given. \(change) (a place 'boundary' counts on every side)."
        case .contradictoryConditions(let first, let second):
            return "The conditions \"\(first)\" and \"\(second)\" contradict each other: remove one."
        case .singular(let reciprocal):
            return "The problem has no unique solution (reciprocal condition number \(reciprocal)): the homogeneous "
                + "equation has a non-trivial solution under these conditions, as with derivative conditions only or at a "
                + "resonance. Fix a value of u at one end, or move the coefficient off the resonance."
        case .notFinite(let row, let position):
            return
                "A formula of the equation (term \(row)) is not a finite number near \(position). Exclude the point from "
                + "the domain or rewrite the formula."
        case .notFiniteAt(let formula, let point):
            return
                "\"\(formula)\" is not a finite number at (\(point.map { "\($0)" }.joined(separator: ", "))). Exclude the "
                + "point from the domain or rewrite the formula."
        case .noConvergence(let steps):
            return
                "Newton's method did not converge in \(steps) steps from any start; the problem may have no solution."
        case .unsuitableSamples(let error):
            return error.description
        case .unsupported(let what):
            return what
        }
    }
}
