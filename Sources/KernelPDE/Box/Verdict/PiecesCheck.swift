import LinearAlgebra

/// The residual of a solution on pieces between its nodes.
struct PiecesCheck {
    /// The root mean square of the residual relative to that of the largest term at the same points.
    let relativeResidual: Double

    private static let places = [-0.9613, -0.6081, -0.1312, 0.2417, 0.6719, 0.9433]

    init(_ iterate: PiecesIterate) throws(PDEError) {
        let formulation = iterate.problem.formulation
        let points = iterate.axes.map { axis in axis.pieces.flatMap { Self.places.map($0.interval.point) } }
        let values = formulation.derivatives.map { iterate.values(orders: $0, onGrid: points).flattened.array }
        let (slopes, last) = try formulation.rows(columns: tensorColumns(points[0], points[1]), values: values)
        var (sum, size) = (0.0, 0.0)
        for i in last.indices {
            var residual = formulation.isLinear ? -last[i] : last[i]
            var term = formulation.isLinear ? abs(last[i]) : 0
            for (slope, value) in zip(slopes, values) {
                let part = slope[i] * value[i]
                term = max(term, abs(part))
                if formulation.isLinear { residual += part }
            }
            sum += residual * residual
            size += term * term
        }
        relativeResidual = size > 0 ? (sum / size).squareRoot() : 0
    }
}

/// The verdict on a solution on pieces, with its reasons.
struct PiecesVerdict {
    let grade: PDEReport.Grade
    let warnings: [String]

    /// - Parameter scale: the root mean square of u.
    init(
        outcome: PiecesSolver.Outcome, check: PiecesCheck, scale: Double, corners: [CornerMismatch],
        variables: [DomainVariable]
    ) {
        var grade = PDEReport.Grade.accepted
        var reasons: [String] = []
        func lower(to other: PDEReport.Grade, _ reason: String) {
            if other == .notResolved || grade == .accepted { grade = other }
            reasons.append(reason)
        }
        for corner in corners { lower(to: .notResolved, corner.description) }
        if !outcome.iterate.converged {
            lower(
                to: .notResolved,
                outcome.newtonChanges.isEmpty
                    ? "The iteration for the varying coefficients did not converge."
                    : "Newton's method did not converge: the values are those of the last step.")
        }
        let relative = (outcome.change ?? .infinity) / max(scale, .leastNormalMagnitude)
        for (axis, tail) in outcome.tails.enumerated() where tail > 1e-9 {
            lower(
                to: relative <= 1e-5 && tail < 1e-4 ? .approximate : .notResolved,
                "The solution is not resolved in \(variables[axis].name): with \(outcome.iterate.axes[axis].size) functions "
                    + "on \(outcome.iterate.axes[axis].pieces.count) pieces (the limit is \(PiecesSolver.largestTotal)) the "
                    + "last coefficients of a piece are \(tail) of the largest.")
        }
        if !(relative <= 1e-4) {
            lower(to: .notResolved, "The estimated relative error of the solution is \(relative), above 1e-4.")
        } else if relative > 1e-8 {
            lower(to: .approximate, "The estimated relative error of the solution is \(relative), above 1e-8.")
        }
        if !(check.relativeResidual <= 1e-2) {
            lower(to: .notResolved, "The residual between the nodes is \(check.relativeResidual) of the terms.")
        } else if check.relativeResidual > 1e-5 {
            lower(to: .approximate, "The residual between the nodes is \(check.relativeResidual) of the terms.")
        }
        self.grade = grade
        warnings = reasons
    }
}
