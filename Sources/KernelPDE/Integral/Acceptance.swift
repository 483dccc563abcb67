/// The verdict on a solution, with its reasons.
///
/// A residual bounds f, not u: the estimated error (u_2N - u_N) and the residual times the norm of the inverse operator
/// count as well. The product is taken with the mean magnitude of the residual, for the Green's function is bounded: beside an
/// integrable singularity of the source (log x, x^-1/2) the root mean square says nothing. It is pessimistic by up to the square
/// of the frequency for oscillating residuals, hence its wider limits. Where it is below 1e-9 (or 1e-8, the estimated error being
/// below 1e-9) a larger residual at single points, beside a kink or such a singularity, does not lower the grade.
package struct Acceptance: Sendable {
    package let grade: PDEReport.Grade
    package let warnings: [String]

    package init(
        converged: Bool, unresolvedPieces: Int, hitLimit: Bool, residual: OffGridResidual, band: ErrorBand,
        solutionSize: Double
    ) {
        var grade = PDEReport.Grade.accepted
        var reasons: [String] = []
        func lower(to other: PDEReport.Grade, _ reason: String) {
            if other == .notResolved || grade == .accepted { grade = other }
            reasons.append(reason)
        }
        let scale = max(solutionSize, .leastNormalMagnitude)
        let relative = residual.relative
        let difference = band.difference / scale
        let carried = band.inverseNorm * residual.meanMagnitude / scale
        if !converged {
            lower(to: .notResolved, "Newton's method did not converge: the values are those of the last step.")
        }
        if hitLimit {
            lower(
                to: .notResolved,
                "The limit of unknowns, pieces or rounds was met with \(unresolvedPieces) pieces unresolved.")
        }
        func judge(_ value: Double, approximate: Double, error: Double, _ what: String) {
            if !(value <= error) {
                lower(to: .notResolved, "\(what) is \(value), above \(error).")
            } else if value > approximate {
                lower(to: .approximate, "\(what) is \(value), above \(approximate).")
            }
        }
        let isHarmless = carried < 1e-9
        judge(
            (isHarmless && relative < 1e-4) || (carried < 1e-8 && difference < 1e-9) ? 0 : relative, approximate: 1e-8,
            error: isHarmless && difference < 1e-8 ? .infinity : 1e-4,
            "The residual between the nodes, relative to the largest term,")
        judge(difference, approximate: 1e-8, error: 1e-4, "The estimated relative error of the solution")
        judge(
            carried, approximate: 1e-6, error: difference < 1e-8 ? .infinity : 1e-2,
            "The residual carried to u by the norm of the inverse operator, relative to u,")
        self.grade = grade
        warnings = reasons
    }
}
