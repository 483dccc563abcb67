import Expressions
import LinearAlgebra

/// The solution of a ``BoxProblem``: a tensor product of integrated Legendre series.
public struct BoxSolution: PDESolution {
    public let variables: [DomainVariable]
    public private(set) var report: PDEReport
    private let discretization: BoxDiscretization
    private let y: Matrix
    /// The Legendre coefficients of u.
    private let coefficients: Matrix
    private let bandStandardDeviation: Double

    init(_ iterate: BoxIterate, report: PDEReport, bandStandardDeviation: Double) {
        variables = iterate.discretization.problem.variables
        self.report = report
        discretization = iterate.discretization
        y = iterate.y
        coefficients = iterate.coefficients
        self.bandStandardDeviation = bandStandardDeviation
    }

    /// The mean on a tensor grid: row i, column j is u at (axes[0][i], axes[1][j]).
    ///
    /// - Complexity: two products, O(n^2 p + n p^2) for p places an axis.
    public func mean(onGrid axes: [[Double]]) -> Matrix { derivative(orders: [0, 0], onGrid: axes) }

    /// A partial derivative of the mean on a tensor grid.
    public func derivative(orders: [Int], onGrid axes: [[Double]]) -> Matrix {
        precondition(orders.count == 2 && axes.count == 2, "The problem has two variables.")
        let series = self.series(orders)
        let tables = tables(axes, series)
        return multiply(tables[0] * series, tables[1], transposingSecond: true)
    }

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(orders.count == 2 && points.columnCount == 2, "The problem has two variables.")
        let series = self.series(orders)
        let block = 2048
        var result: [Double] = []
        for start in stride(from: 0, to: points.rowCount, by: block) {
            let rows = start..<min(start + block, points.rowCount)
            let part = points.rows(rows)
            let tables = tables([part.column(0).array, part.column(1).array], series)
            let half = tables[0] * series
            for i in 0..<rows.count { result.append(dot(half.row(i), tables[1].row(i))) }
        }
        return Vector(result)
    }

    public func standardDeviation(at points: Matrix) -> Vector {
        Vector(count: points.rowCount, repeating: bandStandardDeviation)
    }

    private func series(_ orders: [Int]) -> Matrix {
        orders == [0, 0] ? coefficients : discretization.coefficients(y, orders: orders)
    }

    private func tables(_ places: [[Double]], _ series: Matrix) -> [Matrix] {
        [
            discretization.axes[0].legendre(at: places[0], count: series.rowCount),
            discretization.axes[1].legendre(at: places[1], count: series.columnCount),
        ]
    }

    /// Errors and coverage on 300 by 300 uniform points, where the exact solution is known.
    mutating func compare(with problem: BoxProblem, band: BoxBand) {
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
        let found = meanOnUniformGrid(count: count).flattened
        let errors = zip(found, truth).map { abs($0 - $1) }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        report.relativeL2Error = size > 0 ? (squares / size).squareRoot() : squares.squareRoot()
        report.maximumError = errors.max()
        if band.kind != .none {
            let limit = 1.96 * bandStandardDeviation
            report.coverage95 = Double(errors.filter { $0 <= limit }.count) / Double(errors.count)
        }
    }

    /// The mean on a uniform grid with the corners, whose symmetry halves the work.
    private func meanOnUniformGrid(count: Int) -> Matrix {
        let nodes = Vector.linearlySpaced(from: -1, through: 1, count: count)
        let ones = Vector(count: count, repeating: 1)
        let tables = [coefficients.rowCount, coefficients.columnCount].map {
            ParityTable(nodes: nodes, weights: ones, degreeCount: $0)
        }
        return tables[1].values(ofRows: tables[0].values(ofColumns: coefficients))
    }

    /// Enters the times into the report.
    mutating func book(_ clock: PhaseClock) {
        report.phases = clock.phases
        report.seconds = clock.total
    }
}
