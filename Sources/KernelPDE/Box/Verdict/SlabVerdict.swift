/// The verdict on a march through slabs, with its reasons.
struct SlabVerdict {
    let grade: PDEReport.Grade
    let warnings: [String]

    /// - Parameters:
    ///   - difference: the estimated root mean square of the error, nil where there is none.
    ///   - scale: the root mean square of u.
    init(
        outcome: SlabMarch.Outcome, check: SlabCheck, difference: Double?, scale: Double, corners: [CornerMismatch],
        statement: EvolutionStatement
    ) {
        var grade = PDEReport.Grade.accepted
        var reasons: [String] = []
        func lower(to other: PDEReport.Grade, _ reason: String) {
            if other == .notResolved || grade == .accepted { grade = other }
            reasons.append(reason)
        }
        let name = statement.time.name
        if !outcome.isComplete {
            lower(
                to: .notResolved,
                "The march stopped at \(name) = \(outcome.field.end) after \(outcome.work) solves of a piece: values after that are those at that time. The solution may have no "
                    + "continuation, or a front too steep for \(SlabMarch.maximumPieces) pieces.")
        }
        if statement.lines.hasLooseFlux {
            lower(
                to: .notResolved,
                "A flux in d(..., \(statement.space.name)) jumps along a curve or with u: what is continuous there is not known "
                    + "to the solver. Only jumps at fixed places of \(statement.space.name) are treated.")
        }
        for corner in corners { lower(to: .approximate, corner.description) }
        if let forced = outcome.forced {
            lower(
                to: .approximate,
                "The data do not fit together smoothly: up to \(name) = \(forced.time) the last coefficients in \(name) are "
                    + "\(forced.defect) of u. What holds beside that place is the limit from later times.")
        }
        if outcome.spaceDefect > 1e-8 {
            lower(
                to: outcome.spaceDefect > 1e-4 ? .notResolved : .approximate,
                "In \(statement.space.name) the last coefficients of some piece are \(outcome.spaceDefect) of u, with "
                    + "\(outcome.largestPieceCount) pieces.")
        }
        let size = max(scale, .leastNormalMagnitude)
        if let difference {
            if !(difference <= 1e-4 * size) {
                lower(
                    to: .notResolved,
                    "The estimated relative error of the solution is \(difference / size), above 1e-4.")
            } else if difference > 1e-8 * size {
                lower(
                    to: .approximate,
                    "The estimated relative error of the solution is \(difference / size), above 1e-8.")
            }
        }
        if !(check.relativeResidual <= 1e-3) {
            lower(
                to: .notResolved,
                "The residual between the nodes, integrated over \(name), is \(check.relativeResidual) of the terms.")
        }
        self.grade = grade
        warnings = reasons
    }
}
