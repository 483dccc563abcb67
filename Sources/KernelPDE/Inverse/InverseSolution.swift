#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// A function of an inverse problem: the posterior mean with the band that the unknown coefficients bring about.
///
/// The variance at a point is a sum of squares of deviation functions, each a solution of the linearised equation.
public struct InferredFunction: PDESolution {
    public let variables: [DomainVariable]
    public internal(set) var report: PDEReport
    let discretization: any SystemDiscretization
    let function: Int
    let mean: [Double]
    let deviations: [[Double]]

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(
            orders.count == variables.count && points.columnCount == variables.count,
            "Orders and points have one entry a variable.")
        return discretization.evaluate(mean, function: function, orders: orders, at: points, isHomogeneous: false)
    }

    public func standardDeviation(at points: Matrix) -> Vector {
        let zero = variables.map { _ in 0 }
        var variance = Vector(count: points.rowCount)
        for deviation in deviations {
            let values = discretization.evaluate(
                deviation, function: function, orders: zero, at: points, isHomogeneous: true)
            variance += entrywiseProduct(values, values)
        }
        return variance.mapped { $0.squareRoot() }
    }
}

/// An inferred field: the posterior of a process, or of the exponential of one.
public struct InferredField: PDESolution {
    public let variables: [DomainVariable]
    public internal(set) var report: PDEReport
    let basis: FieldBasis
    /// Mean and covariance of the process's coefficients.
    let mean: Vector
    let covariance: Matrix

    /// The mean, or (for a positive field, whose mean is exp(m + v/2)) its value or first derivatives.
    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        let columns = (0..<points.columnCount).map { points.column($0).array }
        let table = basis.values(columns: columns, orders: orders)
        let process = table * mean
        guard basis.isPositive else { return process }
        precondition(orders.reduce(0, +) <= 1, "Of a positive field the value and first derivatives are given.")
        let plain = basis.values(columns: columns, orders: orders.map { _ in 0 })
        let spread = plain * covariance
        let centre = plain * mean
        return Vector(
            (0..<points.rowCount).map { i in
                let value = exp(centre[i] + 0.5 * dot(spread.row(i), plain.row(i)))
                return orders.allSatisfy { $0 == 0 } ? value : value * (process[i] + dot(spread.row(i), table.row(i)))
            })
    }

    public func standardDeviation(at points: Matrix) -> Vector {
        let columns = (0..<points.columnCount).map { points.column($0).array }
        let table = basis.values(columns: columns, orders: variables.map { _ in 0 })
        let spread = table * covariance
        let centre = table * mean
        return Vector(
            (0..<points.rowCount).map { i in
                let variance = max(dot(spread.row(i), table.row(i)), 0)
                guard basis.isPositive else { return variance.squareRoot() }
                return exp(centre[i] + 0.5 * variance) * expm1(variance).squareRoot()
            })
    }
}

/// The solution of an ``InverseProblem``: as a solution by itself it is the first function; the functions and then the inferred
/// fields are its ``components``, the constants stand in ``PDEReport/parameters``.
public struct InverseSolution: PDESolution {
    public let variables: [DomainVariable]
    public let report: PDEReport
    public let components: [SolutionComponent]

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        components[0].solution.derivative(orders: orders, at: points)
    }

    public func standardDeviation(at points: Matrix) -> Vector { components[0].solution.standardDeviation(at: points) }
}
