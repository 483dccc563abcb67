import Expressions
import LinearAlgebra

/// The default solver of problems on a rectangle given by formulas: a process on the highest derivatives, in integral form.
///
///     let solution = try BoxSolver().solve(problem)
///     solution.mean(onGrid: [xs, ys]); solution.report.converged
///
/// First one tensor product over the whole box: u = lift + sum_ij Y_ij phi_i(x) phi_j(y), where the highest derivatives of
/// phi_i are orthonormal Legendre polynomials and the phi_i meet the homogeneous conditions. Constant coefficients are solved
/// by one eigen- or Schur decomposition a dimension, others by GMRES with that solver as preconditioner, non-linear equations
/// by Newton's method around it. Sizes grow until u is resolved; no setting depends on the problem. O(n^3) time and O(n^2)
/// memory for n functions a dimension (at most 700), times the iterations where coefficients vary.
///
/// Where that does not resolve an evolution (a variable with initial conditions only), or its data do not fit together at a
/// corner, it marches through slabs of time on pieces of space (``SlabMarch``). The report's `method` says which it was.
public struct BoxSolver: PDESolver {
    /// The solver with its default tolerances.
    public init() {}

    /// Solves the problem.
    ///
    /// - Throws: ``PDEError`` if the problem has no unique solution or a formula is not finite. A doubtful solution is returned
    ///   with `converged` false and the reasons among the warnings.
    public func solve(_ problem: BoxProblem) throws(PDEError) -> BoxSolution {
        var clock = PhaseClock()
        let corners = try CornerMismatch.all(of: problem)
        let evolution = EvolutionStatement(problem)
        var attempts: [BoxAttempt] = []
        if evolution == nil || corners.isEmpty {
            attempts.append(try tensor(problem, corners: corners, isEvolution: evolution != nil, clock: &clock))
        }
        if let evolution, attempts.allSatisfy({ $0.report.grade != .accepted }) {
            let slabs = try SlabSolver(statement: evolution, corners: corners).solve()
            clock.mark("slabs")
            attempts.append(
                BoxAttempt(field: slabs.field, report: slabs.report, standardDeviation: slabs.standardDeviation))
        }
        guard let best = attempts.max(by: { $1.isBetter(than: $0) }) else { throw .noConvergence(steps: 0) }
        var solution = BoxSolution(
            best.field, variables: problem.variables, report: best.report, bandStandardDeviation: best.standardDeviation
        )
        solution.compare(with: problem)
        clock.mark("compare")
        solution.book(clock)
        return solution
    }

    /// One tensor product over the whole box.
    private func tensor(
        _ problem: BoxProblem, corners: [CornerMismatch], isEvolution: Bool, clock: inout PhaseClock
    ) throws(PDEError) -> BoxAttempt {
        // An evolution that one box does not resolve soon is left to slabs.
        let limit = isEvolution ? (problem.isLinear ? 260 : 44) : BoxResolution.largestSize
        let outcome = try BoxRefinement(problem: problem, largestSize: corners.isEmpty ? limit : 119).run()
        clock.mark("solve")
        let check = try BoxCheck(outcome.iterate)
        let verdict = BoxVerdict(outcome: outcome, check: check, corners: corners, variables: problem.variables)
        let band = BoxBand(outcome: outcome, check: check, isConsistent: corners.isEmpty)
        clock.mark("check")
        var report = PDEReport(
            method: "integral", kernel: "polynomial spectrum on the highest derivatives, tensor product")
        for (variable, axis) in zip(problem.variables, outcome.iterate.discretization.axes) {
            report.grid[variable.name] = axis.size
            report.pieces[variable.name] = 1
            report.degree[variable.name] = axis.size + axis.order - 1
        }
        report.residual = check.relativeResidual.isFinite ? check.relativeResidual : .greatestFiniteMagnitude
        report.bandKind = band.kind
        report.iterations = outcome.newtonSteps > 0 ? outcome.newtonSteps : outcome.gmresIterations
        report.converged = verdict.grade != .notResolved
        report.grade = verdict.grade
        report.inverseNorm = check.inverseNorm
        report.errorEstimate = band.kind == .none ? nil : max(band.difference, band.floor)
        report.warnings = verdict.warnings
        report.frequencies = BoxFrequencies(of: outcome.iterate).values
        clock.mark("frequencies")
        return BoxAttempt(
            field: TensorField(outcome.iterate), report: report, standardDeviation: band.standardDeviation)
    }
}

/// A solution by one method, before the choice.
struct BoxAttempt {
    let field: any BoxField
    let report: PDEReport
    let standardDeviation: Double

    /// The better grade; at equal grades the smaller estimated error.
    func isBetter(than other: BoxAttempt) -> Bool {
        let ranks: [PDEReport.Grade: Int] = [.accepted: 2, .approximate: 1, .notResolved: 0]
        let (mine, others) = (ranks[report.grade] ?? 0, ranks[other.report.grade] ?? 0)
        if mine != others { return mine > others }
        return report.errorEstimate ?? .infinity < other.report.errorEstimate ?? .infinity
    }
}
