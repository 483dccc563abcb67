import Expressions
import LinearAlgebra

/// The default solver of problems in three and four variables given by formulas (two as well): a process on the highest
/// derivatives, in integral form.
///
///     let solution = try TensorSolver().solve(problem)
///     solution.field(onGrid: [xs, ys, zs]); solution.report.converged
///
/// u = lift + sum Y_ijk phi_i(x) phi_j(y) phi_k(z), where the highest derivatives of phi_i are orthonormal Legendre polynomials
/// and the phi_i meet the homogeneous conditions. A sum over variables of constant-coefficient terms is solved directly: by the
/// eigenbases of self-adjoint variables and the Schur bases of the others (time, transport). Other terms go to GMRES with that
/// solver as preconditioner, non-linear equations to Newton's method around it. Sizes grow until u is resolved or memory ends.
/// Complexity: O(N sum n) time for N = prod n coefficients, times the iterations where coefficients vary; memory some 5 grids
/// a derivative in the equation and 12 more, and one more an iteration of GMRES.
public struct TensorSolver: PDESolver {
    /// How much memory a solve may use; sizes stop growing there.
    public var budget: MemoryBudget

    /// The solver with its default tolerances.
    public init(budget: MemoryBudget = .halfOfMachine) { self.budget = budget }

    /// Solves the problem.
    ///
    /// - Throws: ``PDEError`` if the problem has no unique solution, a formula is not finite or the smallest solve does not fit
    ///   into memory. A doubtful solution is returned with `converged` false and the reasons among the warnings.
    public func solve(_ problem: TensorProblem) throws(PDEError) -> TensorSolution {
        let edges = try EdgeMismatch.all(of: problem)
        let limits = TensorLimits(problem, budget: budget, isConsistent: edges.isEmpty)
        return try finish(problem, method: "integral", edges: edges) { () throws(PDEError) in
            try TensorRefinement(problem: problem, limits: limits, budget: budget).run()
        }
    }

    /// Solves the problem at given sizes, without refinement.
    func solve(_ problem: TensorProblem, sizes: [Int]) throws(PDEError) -> TensorSolution {
        try finish(problem, method: "grid", edges: EdgeMismatch.all(of: problem)) { () throws(PDEError) in
            let discretization = try TensorDiscretization(problem, sizes: sizes)
            let iterate = try TensorIteration(discretization: discretization, budget: budget).run(from: nil)
            return TensorOutcome(only: iterate)
        }
    }

    /// Judges what a solve arrived at, and reports.
    private func finish(
        _ problem: TensorProblem, method: String, edges: [EdgeMismatch],
        _ solve: () throws(PDEError) -> TensorOutcome
    ) throws(PDEError) -> TensorSolution {
        var clock = PhaseClock()
        let outcome = try solve()
        clock.mark("solve")
        let check = try TensorCheck(outcome.iterate)
        let verdict = TensorVerdict(outcome: outcome, check: check, edges: edges, variables: problem.variables)
        let band = TensorBand(outcome: outcome, check: check, isConsistent: edges.isEmpty)
        clock.mark("check")
        var report = PDEReport(
            method: method, kernel: "polynomial spectrum on the highest derivatives, tensor product")
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
        report.frequencies = TensorFrequencies(of: outcome.iterate).values
        clock.mark("frequencies")
        var solution = TensorSolution(outcome.iterate, report: report, bandStandardDeviation: band.standardDeviation)
        solution.compare(with: problem, band: band)
        clock.mark("compare")
        solution.book(clock)
        return solution
    }
}
