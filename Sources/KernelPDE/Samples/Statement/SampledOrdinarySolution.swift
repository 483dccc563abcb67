import LinearAlgebra

/// The solution of a problem with a sampled source, by whichever method.
public struct SampledOrdinarySolution: PDESolution {
    /// The variable.
    public let variables: [DomainVariable]
    /// What was done and how far to trust it.
    public internal(set) var report: PDEReport
    private let derivatives: @Sendable (_ order: Int, _ points: [Double]) -> Vector
    private let deviations: @Sendable (_ points: [Double]) -> Vector

    init(
        _ problem: SampledOrdinaryProblem, report: PDEReport,
        derivatives: @escaping @Sendable (_ order: Int, _ points: [Double]) -> Vector,
        deviations: @escaping @Sendable (_ points: [Double]) -> Vector
    ) {
        variables = problem.variables
        self.report = report
        self.derivatives = derivatives
        self.deviations = deviations
    }

    /// The mean at points of the domain.
    public func mean(at points: [Double]) -> [Double] { derivatives(0, points).array }

    /// A derivative of the mean, of order up to that of the equation.
    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(orders.count == 1 && points.columnCount == 1, "The problem has one variable.")
        return derivatives(orders[0], points.column(0).array)
    }

    /// The standard deviation of the band; NaN where there is no band.
    public func standardDeviation(at points: Matrix) -> Vector { deviations(points.column(0).array) }
}
