import LinearAlgebra

/// The solution of an ``OrdinaryProblem``: piecewise Chebyshev series with all derivatives up to the order.
public struct OrdinarySolution: PDESolution {
    public let variables: [DomainVariable]
    public let report: PDEReport
    /// The series of u and its derivatives.
    package let series: PiecewiseSeries
    let bandStandardDeviation: Double

    init(variable: DomainVariable, series: PiecewiseSeries, report: PDEReport, bandStandardDeviation: Double) {
        variables = [variable]
        self.series = series
        self.report = report
        self.bandStandardDeviation = bandStandardDeviation
    }

    /// The ends of the pieces, from the lower end of the domain to the upper one.
    public var breaks: [Double] {
        series.intervals.map(\.lower) + [variables[0].upper]
    }

    /// The mean at points of the domain.
    public func mean(at points: [Double]) -> [Double] {
        derivative(order: 0, at: points)
    }

    /// A derivative of the mean, of order up to that of the equation.
    ///
    /// At a break the value is that of the piece above it.
    public func derivative(order: Int, at points: [Double]) -> [Double] {
        precondition(
            order >= 0 && order < (series.derivatives.first?.count ?? 0),
            "Derivatives up to the order of the equation are kept.")
        return points.map { series.value(at: $0, derivative: order) }
    }

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(orders.count == 1 && points.columnCount == 1, "The problem has one variable.")
        return Vector(derivative(order: orders[0], at: points.column(0).array))
    }

    public func standardDeviation(at points: Matrix) -> Vector {
        Vector(count: points.rowCount, repeating: bandStandardDeviation)
    }

    /// The standard deviation of the band, which is constant over the domain.
    public func standardDeviation(at points: [Double]) -> [Double] {
        points.map { _ in bandStandardDeviation }
    }
}
