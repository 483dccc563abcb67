/// The verdict on a solution on a box, with its reasons.
///
/// A residual bounds the source, not u (at a corner where the source does not fit the conditions it stays large while u
/// converges, as for u_xx + u_yy = 1 with u = 0: if the last growth did not move u, that lowers the grade to approximate only).
/// The estimated error and the residual carried to u by the norm of the inverse operator
/// count as well. Conditions that contradict each other at a corner are never accepted: no continuous u meets them.
struct BoxVerdict {
    let grade: PDEReport.Grade
    let warnings: [String]

    init(
        outcome: BoxOutcome, check: BoxCheck, corners: [CornerMismatch], variables: [DomainVariable]
    ) {
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
        if let deficiency = outcome.iterate.deficiency {
            if deficiency.isContradictory { grade = .approximate }
            reasons += deficiency.warnings
        }
        for corner in corners { lower(to: .notResolved, corner.description) }
        for (axis, state) in outcome.states.enumerated() where state == .open {
            let size = outcome.iterate.discretization.axes[axis].size
            lower(
                to: change < 1e-6 ? .approximate : .notResolved,
                "The solution is not resolved in \(variables[axis].name): with \(size) functions the last coefficients are "
                    + "\(outcome.tails[axis]) of the largest. Look for a kink, a layer, a front, or data that do not fit "
                    + "together at a corner.")
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
        // At a corner n^2 polynomials add up: there the residual is large while what it does to u is not.
        judge(
            check.relativeResidual, approximate: difference < 1e-9 ? 1e-6 : 1e-8,
            error: change < 1e-8 ? .infinity : 1e-4,
            "The residual between the nodes, relative to the largest term,")
        judge(difference, approximate: 1e-8, error: 1e-4, "The estimated relative error of the solution")
        judge(
            carried, approximate: 1e-6, error: difference < 1e-8 ? .infinity : 1e-2,
            "The residual carried to u by the norm of the inverse operator, relative to u,")
        self.grade = grade
        warnings = reasons
    }
}

/// Two conditions that disagree where their sides meet.
struct CornerMismatch: CustomStringConvertible {
    let first: SideCondition
    let second: SideCondition
    let relative: Double

    var description: String {
        "The conditions \"\(first.text)\" and \"\(second.text)\" disagree where their sides meet, by \(relative) of their size: "
            + "no smooth solution meets both, and the values near that corner (and after it in time) are not resolved."
    }

    /// A larger disagreement than this, relative to the data, counts.
    static let limit = 1e-10

    static func all(of problem: BoxProblem) throws(PDEError) -> [CornerMismatch] {
        var found: [CornerMismatch] = []
        for first in problem.sides[0] where first.data != nil {
            for second in problem.sides[1] where second.data != nil {
                let mismatch = try Corner(first, second, problem.variables).mismatch
                if mismatch > limit { found.append(CornerMismatch(first: first, second: second, relative: mismatch)) }
            }
        }
        return found
    }
}
