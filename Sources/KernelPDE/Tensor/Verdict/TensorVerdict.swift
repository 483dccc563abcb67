/// The verdict on a solution on a box of several variables, with its reasons, by the rules of the solver in two.
///
/// A residual bounds the source, not u: the estimated error and the residual carried to u by the norm of the inverse operator
/// count as well. Conditions that contradict each other on an edge are never accepted: no continuous u meets them.
struct TensorVerdict {
    let grade: PDEReport.Grade
    let warnings: [String]

    init(outcome: TensorOutcome, check: TensorCheck, edges: [EdgeMismatch], variables: [DomainVariable]) {
        var grade = PDEReport.Grade.accepted
        var reasons: [String] = []
        func lower(to other: PDEReport.Grade, _ reason: String) {
            if other == .notResolved || grade == .accepted { grade = other }
            reasons.append(reason)
        }
        func judge(_ value: Double, approximate: Double, error: Double, _ what: String) {
            if !(value <= error) {
                lower(to: .notResolved, "\(what) is \(value), above \(error).")
            } else if value > approximate {
                lower(to: .approximate, "\(what) is \(value), above \(approximate).")
            }
        }
        let scale = max(outcome.iterate.rootMeanSquare, .leastNormalMagnitude)
        let change = (outcome.lastChange ?? .infinity) / scale
        for edge in edges { lower(to: .notResolved, edge.description) }
        for (d, state) in outcome.states.enumerated() where state == .open {
            let sizes = outcome.iterate.discretization.shape
            lower(
                to: change < 1e-6 ? .approximate : .notResolved,
                "The solution is not resolved in \(variables[d].name): with \(sizes[d]) functions, "
                    + "\(sizes.reduce(1, *)) in all, the last coefficients are \(outcome.tails[d]) of the largest. Look for a "
                    + "kink, a layer, a front, or data that do not fit together on an edge; or allow more memory.")
        }
        if !outcome.iterate.converged {
            lower(
                to: .notResolved,
                outcome.iterate.newtonSteps > 0
                    ? "Newton's method did not converge: the values are those of the last step."
                    : "The iteration for the varying coefficients stopped at a relative residual of "
                        + "\(outcome.iterate.relativeResidual).")
        }
        let difference = max(check.difference / scale, outcome.isOpen ? change : 0)
        let carried = check.inverseNorm * check.rootMeanSquare / scale
        // At an edge products of polynomials add up: there the residual is large while what it does to u is not.
        let isLocal = check.rootMeanSquare <= 1e-6 * check.largestTerm && difference < 1e-9
        judge(
            check.relativeResidual, approximate: difference < 1e-9 ? 1e-6 : 1e-8,
            error: change < 1e-8 || isLocal ? .infinity : 1e-4,
            "The residual between the nodes, relative to the largest term,")
        judge(difference, approximate: 1e-8, error: 1e-4, "The estimated relative error of the solution")
        judge(
            carried, approximate: 1e-6, error: difference < 1e-8 ? .infinity : 1e-2,
            "The residual carried to u by the norm of the inverse operator, relative to u,")
        self.grade = grade
        warnings = reasons
    }
}
