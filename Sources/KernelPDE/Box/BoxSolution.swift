import Expressions
import LinearAlgebra

/// The solution of a ``BoxProblem``.
public struct BoxSolution: PDESolution {
    public let variables: [DomainVariable]
    public private(set) var report: PDEReport
    private let field: any BoxField
    private let bandStandardDeviation: Double

    init(_ field: any BoxField, variables: [DomainVariable], report: PDEReport, bandStandardDeviation: Double) {
        self.variables = variables
        self.report = report
        self.field = field
        self.bandStandardDeviation = bandStandardDeviation
    }

    /// The mean on a tensor grid: row i, column j is u at (axes[0][i], axes[1][j]).
    ///
    /// - Complexity: two products, O(n^2 p + n p^2) for p places and n functions an axis.
    public func mean(onGrid axes: [[Double]]) -> Matrix { derivative(orders: [0, 0], onGrid: axes) }

    /// A partial derivative of the mean on a tensor grid.
    public func derivative(orders: [Int], onGrid axes: [[Double]]) -> Matrix {
        precondition(orders.count == 2 && axes.count == 2, "The problem has two variables.")
        return field.values(orders: orders, onGrid: axes)
    }

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(orders.count == 2 && points.columnCount == 2, "The problem has two variables.")
        return field.values(orders: orders, at: points)
    }

    public func standardDeviation(at points: Matrix) -> Vector {
        Vector(count: points.rowCount, repeating: bandStandardDeviation)
    }

    /// Errors and coverage on 300 by 300 uniform points, where the exact solution is known.
    mutating func compare(with problem: BoxProblem) {
        guard let exact = problem.exact,
            let compiled = try? CompiledExpression(
                exact, variables: variables.map(\.name), parameters: problem.parameters)
        else { return }
        let count = 300
        let places = variables.map { variable in
            Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: count).array
        }
        let truth = compiled.evaluate(columns: tensorColumns(places[0], places[1]))
        let size = truth.reduce(0) { $0 + $1 * $1 }
        guard size.isFinite else {
            report.warnings.append("The exact solution is not finite on the test grid; no error is given.")
            return
        }
        let found = field.valuesOnUniformGrid(count: count).flattened
        let errors = zip(found, truth).map { abs($0 - $1) }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        report.relativeL2Error = size > 0 ? (squares / size).squareRoot() : squares.squareRoot()
        report.maximumError = errors.max()
        if report.bandKind != .none {
            let limit = 1.96 * bandStandardDeviation
            report.coverage95 = Double(errors.filter { $0 <= limit }.count) / Double(errors.count)
        }
    }

    /// Enters the times into the report.
    mutating func book(_ clock: PhaseClock) {
        report.phases = clock.phases
        report.seconds = clock.total
    }
}
