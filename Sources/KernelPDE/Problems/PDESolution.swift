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
}

extension PDESolution {
    /// The mean at points (one row a point).
    public func mean(at points: Matrix) -> Vector {
        derivative(orders: variables.map { _ in 0 }, at: points)
    }
}

/// A method that solves problems of one kind.
public protocol PDESolver<Problem>: Sendable {
    associatedtype Problem: PDEProblem
    associatedtype Solution: PDESolution

    /// Solves the problem; what is wrong with the problem is thrown, what is doubtful about the solution is reported.
    func solve(_ problem: Problem) throws(PDEError) -> Solution
}
