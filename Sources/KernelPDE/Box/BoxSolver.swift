import Expressions
import LinearAlgebra

/// The default solver of problems on a rectangle given by formulas: a process on the highest derivatives, in integral form.
///
///     let solution = try BoxSolver().solve(problem)
///     solution.mean(onGrid: [xs, ys]); solution.report.converged
///
/// u = lift + sum_ij Y_ij phi_i(x) phi_j(y), where the highest derivatives of phi_i are orthonormal Legendre polynomials and
/// the phi_i meet the homogeneous conditions. Constant coefficients are solved by one eigen- or Schur decomposition a
/// dimension, others by GMRES with that solver as preconditioner, non-linear equations by Newton's method around it. Sizes
/// grow until u is resolved; no setting depends on the problem. Complexity: O(n^3) time and O(n^2) memory for n functions a
/// dimension (at most 700), times the iterations where coefficients vary.
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
        let outcome = try BoxRefinement(
            problem: problem, largestSize: corners.isEmpty ? BoxResolution.largestSize : 119
        ).run()
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
        var solution = BoxSolution(outcome.iterate, report: report, bandStandardDeviation: band.standardDeviation)
        solution.compare(with: problem, band: band)
        clock.mark("compare")
        solution.book(clock)
        return solution
    }
}
