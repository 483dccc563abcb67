import Expressions
import LinearAlgebra

/// A solution: a process given the equation, with its mean, derivatives of the mean, a band, and a report.
public protocol PDESolution: Sendable {
    /// The variables, in the order of the columns of a matrix of points.
    var variables: [DomainVariable] { get }
    /// What was done and how far to trust it.
    var report: PDEReport { get }

    /// A partial derivative of the mean at points (one row a point, one column a variable).
    ///
    /// - Parameter orders: how often to differentiate, per variable.
    func derivative(orders: [Int], at points: Matrix) -> Vector
    /// The standard deviation of the band at points; the 95 % band is 1.96 times as wide on each side.
    func standardDeviation(at points: Matrix) -> Vector

    /// Every function found: the solution itself, or one per unknown of a system, followed by inferred fields.
    var components: [SolutionComponent] { get }
    /// Which points lie in the domain of the problem.
    func contains(_ points: Matrix) -> [Bool]
}

/// A function found by a solve, with its name in the equations.
public struct SolutionComponent: Sendable {
    /// The name, e.g. `u`.
    public let name: String
    /// Its values, derivatives and band.
    public let solution: any PDESolution
    /// The exact function, if it is known: a formula of the variables and parameters.
    public let exact: CompiledExpression?

    /// A function with its name.
    public init(_ name: String, _ solution: any PDESolution, exact: CompiledExpression? = nil) {
        self.name = name
        self.solution = solution
        self.exact = exact
    }
}

extension PDESolution {
    /// The mean at points (one row a point).
    public func mean(at points: Matrix) -> Vector {
        derivative(orders: variables.map { _ in 0 }, at: points)
    }

    public var components: [SolutionComponent] { [SolutionComponent("u", self)] }

    public func contains(_ points: Matrix) -> [Bool] { [Bool](repeating: true, count: points.rowCount) }
}

/// A method that solves problems of one kind.
public protocol PDESolver<Problem>: Sendable {
    associatedtype Problem: PDEProblem
    associatedtype Solution: PDESolution

    /// Solves the problem; what is wrong with the problem is thrown, what is doubtful about the solution is reported.
    func solve(_ problem: Problem) throws(PDEError) -> Solution
}
