import Expressions
import LinearAlgebra

/// The solution of a ``ScatteredProblem``: a mean with its derivatives, and a band.
public struct ScatteredSolution: PDESolution {
    public let variables: [DomainVariable]
    public internal(set) var report: PDEReport
    let domain: ImplicitDomain
    let derivatives: @Sendable ([Int], Matrix) -> Vector
    let deviations: @Sendable (Matrix) -> Vector

    init(
        domain: ImplicitDomain, report: PDEReport, derivatives: @escaping @Sendable ([Int], Matrix) -> Vector,
        deviations: @escaping @Sendable (Matrix) -> Vector
    ) {
        variables = domain.variables
        self.domain = domain
        self.report = report
        self.derivatives = derivatives
        self.deviations = deviations
    }

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(
            orders.count == variables.count && points.columnCount == variables.count,
            "A point and a derivative have one entry per variable.")
        return derivatives(orders, points)
    }

    public func standardDeviation(at points: Matrix) -> Vector { deviations(points) }

    public func contains(_ points: Matrix) -> [Bool] { domain.contains(points) }

    /// Errors and coverage on the points of a uniform grid that lie in the domain, where the exact solution is known.
    mutating func compare(with problem: ScatteredProblem, count chosen: Int? = nil) {
        guard let exact = problem.exact,
            let compiled = try? CompiledExpression(
                exact, variables: variables.map(\.name), parameters: problem.parameters)
        else { return }
        let count = chosen ?? [300, 300, 40][min(variables.count, 3) - 1]
        let grid = Lattice(
            variables.map { Vector.linearlySpaced(from: $0.lower, through: $0.upper, count: count).array })
        let columns = grid.columns
        let all = Matrix(rowCount: grid.count, columnCount: variables.count) { columns[$1][$0] }
        let inside = contains(all).enumerated().filter(\.element).map(\.offset)
        guard !inside.isEmpty else { return }
        let points = all.rows(inside)
        let truth = compiled.evaluate(columns: (0..<variables.count).map { points.column($0).array })
        let size = truth.reduce(0) { $0 + $1 * $1 }
        guard size.isFinite else {
            report.warnings.append("The exact solution is not finite on the test grid; no error is given.")
            return
        }
        let errors = zip(mean(at: points), truth).map { abs($0 - $1) }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        report.relativeL2Error = size > 0 ? (squares / size).squareRoot() : squares.squareRoot()
        report.maximumError = errors.max()
        guard report.bandKind != .none else { return }
        let widths = standardDeviation(at: points)
        let covered = zip(errors, widths).filter { $0 <= 1.96 * $1 }.count
        report.coverage95 = Double(covered) / Double(errors.count)
    }

    /// Enters the times into the report.
    mutating func book(_ clock: PhaseClock) {
        report.phases = clock.phases
        report.seconds = clock.total
    }
}
