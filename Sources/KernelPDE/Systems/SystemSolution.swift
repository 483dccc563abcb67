import Expressions
import LinearAlgebra

/// One function of a solved system, with its own report and band.
public struct SystemFunction: PDESolution {
    public let variables: [DomainVariable]
    public internal(set) var report: PDEReport
    let discretization: any SystemDiscretization
    let state: [Double]
    let function: Int
    let bandStandardDeviation: Double

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(
            orders.count == variables.count && points.columnCount == variables.count,
            "Orders and points have one entry a variable.")
        return discretization.evaluate(state, function: function, orders: orders, at: points, isHomogeneous: false)
    }

    public func standardDeviation(at points: Matrix) -> Vector {
        Vector(count: points.rowCount, repeating: bandStandardDeviation)
    }
}

/// The solution of a ``SystemProblem``: as a solution by itself it is the first function; all are its ``components``.
public struct SystemSolution: PDESolution {
    public let variables: [DomainVariable]
    /// The report on the system: the worst over the functions.
    public let report: PDEReport
    public let components: [SolutionComponent]

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        components[0].solution.derivative(orders: orders, at: points)
    }

    public func standardDeviation(at points: Matrix) -> Vector { components[0].solution.standardDeviation(at: points) }
}
