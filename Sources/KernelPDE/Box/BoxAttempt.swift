/// A solution by one method, before the choice.
struct BoxAttempt {
    let field: any BoxField
    let report: PDEReport
    let standardDeviation: Double
    /// Whether more or other functions are not expected to help.
    var isResolved = true

    /// The better grade; at equal grades the smaller estimated error.
    func isBetter(than other: BoxAttempt) -> Bool {
        let ranks: [PDEReport.Grade: Int] = [.accepted: 2, .approximate: 1, .notResolved: 0]
        let (mine, others) = (ranks[report.grade] ?? 0, ranks[other.report.grade] ?? 0)
        if mine != others { return mine > others }
        return report.errorEstimate ?? .infinity < other.report.errorEstimate ?? .infinity
    }
}

extension BoxAttempt {
    /// The report on a solution on pieces.
    init(_ outcome: PiecesSolver.Outcome, corners: [CornerMismatch]) throws(PDEError) {
        let iterate = outcome.iterate
        let check = try PiecesCheck(iterate)
        let axes = iterate.axes
        let values = iterate.values(orders: [0, 0], onGrid: axes.map(\.points))
        let verdict = PiecesVerdict(
            outcome: outcome, check: check, scale: values.norm / Double(values.count).squareRoot(), corners: corners,
            variables: iterate.problem.variables)
        var report = PDEReport(
            method: "pieces", kernel: "polynomial spectrum on the highest derivatives, tensor product of pieces")
        for axis in axes {
            report.grid[axis.variable.name] = axis.size
            report.pieces[axis.variable.name] = axis.pieces.count
            report.degree[axis.variable.name] = (axis.pieces.map(\.size).max() ?? 0) + axis.order - 1
        }
        report.residual = check.relativeResidual.isFinite ? check.relativeResidual : .greatestFiniteMagnitude
        report.iterations = outcome.newtonChanges.isEmpty ? iterate.gmresIterations : outcome.newtonChanges.count
        report.residualHistory = outcome.newtonChanges
        report.grade = verdict.grade
        report.converged = verdict.grade != .notResolved
        report.warnings = verdict.warnings
        report.bandKind = outcome.change == nil ? .none : .aPosteriori
        report.errorEstimate = outcome.change
        self.init(
            field: iterate, report: report,
            standardDeviation: outcome.change.map { ErrorBand.factor * $0 / 1.96 } ?? .nan)
    }
}
