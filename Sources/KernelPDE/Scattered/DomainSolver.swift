import LinearAlgebra

/// The solver of problems on irregular domains given by formulas: polynomial features on the box around the domain, with
/// singular functions of its corners where they are needed, by regularised least squares.
///
///     let solution = try DomainSolver().solve(problem)
///
/// The degree grows until equation and conditions hold at points that were not collocated. Non-linear problems take damped
/// Newton steps. Complexity: O(N³) time and O(N²) memory for N features, at most 3000.
public struct DomainSolver: PDESolver {
    /// The solver with its default tolerances.
    public init() {}

    /// Solves the problem.
    ///
    /// - Throws: ``PDEError`` if the domain is empty, no condition is given, a formula is not finite, or no solution exists. A
    ///   doubtful solution is returned with the reasons among the warnings.
    public func solve(_ problem: ScatteredProblem) throws(PDEError) -> ScatteredSolution {
        guard !problem.edge.isEmpty else { throw .tooFewConditions(order: problem.equation.order, given: 0) }
        var clock = PhaseClock()
        let result = try DomainRefinement(problem: problem).run()
        clock.mark("solve")
        let uniqueness = try UniquenessCheck(
            result.system, at: problem.isLinear ? nil : result.best, check: result.check)
        clock.mark("check")
        let function = uniqueness.isSingular && problem.isLinear ? uniqueness.pinned : result.best
        let residual = try result.check.residuals(of: function).max() ?? .infinity
        if uniqueness.isSingular, residual > 1e-6 { throw .singular(reciprocalCondition: uniqueness.residual) }
        let verdict = DomainVerdict(result, residual: residual, uniqueness: uniqueness)
        var report = PDEReport(method: "least-squares features", kernel: kernelText(result))
        for variable in problem.variables {
            report.grid[variable.name] = result.degree + 1
            report.pieces[variable.name] = 1
            report.degree[variable.name] = result.degree
        }
        report.residual = residual
        report.iterations = problem.isLinear ? result.rounds : result.newtonSteps
        report.inverseNorm = uniqueness.inverseNorm
        report.bandKind = verdict.bandKind
        report.grade = verdict.grade
        report.converged = verdict.grade != .notResolved
        report.errorEstimate = verdict.errorEstimate
        report.warnings = verdict.warnings
        let deviation = verdict.standardDeviation
        var solution = ScatteredSolution(
            domain: problem.domain, report: report,
            derivatives: { function.derivative(orders: $0, at: $1) },
            deviations: { Vector(count: $0.rowCount, repeating: deviation) })
        solution.compare(with: problem)
        clock.mark("compare")
        solution.book(clock)
        return solution
    }

    private func kernelText(_ result: DomainRefinement.Result) -> String {
        let corners = result.cornerCount
        return "\(result.best.features.count) features: polynomials of Euclidean degree \(result.degree)"
            + (corners == 0 ? "" : " and singular functions of \(corners) corner\(corners == 1 ? "" : "s")")
    }
}

/// The verdict on a solution on an irregular domain, with its band.
struct DomainVerdict {
    var grade = PDEReport.Grade.accepted
    var warnings: [String] = []
    let bandKind: PDEReport.BandKind
    let errorEstimate: Double?
    let standardDeviation: Double

    init(_ result: DomainRefinement.Result, residual: Double, uniqueness: UniquenessCheck) {
        let compared = result.previous.map { result.check.difference(result.best, $0) }
        let size = compared?.size ?? 0
        let difference = compared?.difference ?? .infinity
        // The rounding of the equations, carried to u.
        let floor = 20 * 4e-16 * size
        if !(residual <= 1e-4) {
            grade = .notResolved
        } else if residual > 1e-8 || difference > 1e-6 * size {
            grade = .approximate
        }
        if residual > 1e-8 {
            warnings.append(
                "At points between those of the least squares, equation or conditions are missed by \(residual) of their "
                    + "largest term.")
        }
        if !result.newtonConverged {
            grade = .notResolved
            warnings.append("Newton's method did not converge: the values are those of the last step.")
        }
        if uniqueness.isSingular {
            if grade == .accepted { grade = .approximate }
            warnings.append(
                "The conditions do not determine the solution: another one differs by a function that meets the homogeneous "
                    + "equations to \(uniqueness.residual). One of the solutions is given.")
        }
        let isUsable = grade != .notResolved && !uniqueness.isSingular && difference.isFinite
        errorEstimate = isUsable ? max(difference, floor) : nil
        if !isUsable {
            bandKind = .none
            standardDeviation = 0
        } else if difference < floor {
            bandKind = .roundingOnly
            standardDeviation = floor / 1.96
        } else {
            bandKind = .aPosteriori
            standardDeviation = 2.3 * difference / 1.96
        }
    }
}
