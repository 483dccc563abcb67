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
        let lines = (0..<2).map { SwitchLines(problem, axis: $0) }
        let attempts =
            if let evolution = EvolutionStatement(problem) {
                try self.evolution(problem, evolution, corners: corners, clock: &clock)
            } else {
                try stationary(problem, lines: lines, corners: corners, clock: &clock)
            }
        guard let best = attempts.max(by: { $1.isBetter(than: $0) }) else { throw .noConvergence(steps: 0) }
        var report = best.report
        if lines.contains(where: \.hasLooseFlux), report.grade == .accepted {
            report.grade = .approximate
            report.warnings.append(
                "A flux in d(...) jumps along a curve or with u: what is continuous there is not known to the solver.")
        }
        var solution = BoxSolution(
            best.field, variables: problem.variables, report: report, bandStandardDeviation: best.standardDeviation)
        solution.compare(with: problem)
        clock.mark("compare")
        solution.book(clock)
        return solution
    }

    /// One box, then slabs.
    private func evolution(
        _ problem: BoxProblem, _ statement: EvolutionStatement, corners: [CornerMismatch], clock: inout PhaseClock
    ) throws(PDEError) -> [BoxAttempt] {
        var attempts: [BoxAttempt] = []
        if corners.isEmpty, statement.lines.positions.isEmpty {
            // What one box does not resolve soon is left to slabs.
            let limit = problem.isLinear ? 260 : 44
            do {
                attempts.append(try tensor(problem, corners: corners, limit: limit, clock: &clock))
            } catch .singular(_) {
                // The means of the coefficients may be singular where the evolution is not.
            }
            if attempts.first?.report.grade == .accepted { return attempts }
            if !attempts.isEmpty, try statement.isIllPosed() { return attempts }
        }
        let slabs = try SlabSolver(statement: statement, corners: corners).solve()
        clock.mark("slabs")
        attempts.append(slabs)
        // Where nothing holds, the march knows best how far it came and why it stopped.
        return attempts.contains { $0.report.grade != .notResolved } ? attempts : [slabs]
    }

    /// One box, then pieces; pieces first where formulas switch along a line or one box cannot hold the data.
    private func stationary(
        _ problem: BoxProblem, lines: [SwitchLines], corners: [CornerMismatch], clock: inout PhaseClock
    ) throws(PDEError) -> [BoxAttempt] {
        let sizes = try LineResolution(problem).sizes(limit: BoxResolution.largestSize)
        clock.mark("resolution")
        let largest = sizes.max() ?? 0
        let isDataOpen = largest >= BoxResolution.largestSize
        let isBroken = lines.contains { !$0.positions.isEmpty }
        var attempts: [BoxAttempt] = []
        var limit = min(BoxResolution.largestSize, max(290, 5 * largest / 2))
        if isDataOpen || isBroken {
            if let pieces = try self.pieces(problem, corners: corners, clock: &clock) {
                attempts.append(pieces)
                if pieces.report.grade != .notResolved { return attempts }
            }
            limit = min(limit, 300)
        }
        attempts.append(try tensor(problem, corners: corners, limit: limit, clock: &clock))
        if attempts.count == 1, attempts[0].report.grade != .accepted, !attempts[0].isResolved, corners.isEmpty,
            !isDataOpen,
            let pieces = try self.pieces(problem, corners: corners, clock: &clock)
        {
            attempts.append(pieces)
        }
        return attempts
    }

    /// A tensor product of pieces; nil where that is not defined, or has no unique solution.
    private func pieces(
        _ problem: BoxProblem, corners: [CornerMismatch], clock: inout PhaseClock
    ) throws(PDEError) -> BoxAttempt? {
        guard let solver = PiecesSolver(problem) else { return nil }
        let outcome: PiecesSolver.Outcome
        do {
            guard let found = try solver.run() else { return nil }
            outcome = found
        } catch .singular(_) {
            // Means of the coefficients may be singular where the problem is not.
            return nil
        }
        clock.mark("pieces")
        let attempt = try BoxAttempt(outcome, corners: corners)
        clock.mark("check")
        return attempt
    }

    /// One tensor product over the whole box.
    private func tensor(
        _ problem: BoxProblem, corners: [CornerMismatch], limit: Int, clock: inout PhaseClock
    ) throws(PDEError) -> BoxAttempt {
        let outcome = try BoxRefinement(
            problem: problem, largestSize: corners.isEmpty ? limit : 119
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
        report.residualHistory = outcome.iterate.residualHistory
        report.frequencies = BoxFrequencies(of: outcome.iterate).values
        clock.mark("frequencies")
        return BoxAttempt(
            field: TensorField(outcome.iterate), report: report, standardDeviation: band.standardDeviation,
            isResolved: !outcome.isOpen && outcome.iterate.converged
                && (check.relativeResidual <= 1e-6 || check.difference <= 1e-10 * outcome.iterate.rootMeanSquare))
    }
}
