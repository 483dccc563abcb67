/// The verdict on a function of a system, with its reasons.
struct SystemVerdict {
    let grade: PDEReport.Grade
    let warnings: [String]

    init(_ outcome: SystemOutcome, residual: SystemResidual, band: SystemBand, function: Int, corners: [String]) {
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
        for corner in corners { lower(to: .notResolved, corner) }
        if !outcome.converged {
            lower(to: .notResolved, "Newton's method did not converge: the values are those of the last step.")
        }
        let size = band.sizes[function]
        let difference = size > 0 ? band.differences[function] / size : band.differences[function]
        for reason in outcome.openReasons { lower(to: difference < 1e-7 ? .approximate : .notResolved, reason) }
        judge(
            residual.relative, approximate: difference < 1e-10 ? 1e-6 : 1e-8, error: 1e-4,
            "The residual between the nodes, relative to the largest term,")
        // A function that is rounding beside the others has no relative error.
        let isNegligible = size < 1e-12 * (band.sizes.max() ?? 0)
        judge(isNegligible ? 0 : difference, approximate: 1e-8, error: 1e-4, "The estimated relative error of the solution")
        self.grade = grade
        warnings = reasons
    }
}
