import LinearAlgebra

/// Solves an evolution by slabs, twice, and estimates the error from the difference.
///
/// The second march is 1000 times as tight. Its error is expected that much below the difference; of that a factor of 10
/// only is claimed.
struct SlabSolver {
    let statement: EvolutionStatement
    let corners: [CornerMismatch]

    private static let looseTolerance = 1e-6
    private static let tightTolerance = 1e-9
    private static let claimedGain = 10.0
    private static let looseWork = 8000
    private static let tightWork = 24_000

    func solve() throws(PDEError) -> BoxAttempt {
        let loose = try SlabMarch(statement: statement, tolerance: Self.looseTolerance, maximumWork: Self.looseWork)
            .run()
        var best = loose
        var difference: Double?
        if loose.isComplete {
            let tight = try SlabMarch(statement: statement, tolerance: Self.tightTolerance, maximumWork: Self.tightWork)
                .run()
            if tight.isComplete {
                best = tight
                difference = Self.difference(loose.field, tight.field) / Self.claimedGain
            }
        }
        guard !best.field.slabs.isEmpty else { throw .noConvergence(steps: best.newtonSteps) }
        let check = try SlabCheck(best.field)
        let verdict = SlabVerdict(
            outcome: best, check: check, difference: difference, scale: Self.rootMeanSquare(best.field),
            corners: corners, statement: statement)
        var report = PDEReport(
            method: "slabs", kernel: "polynomial spectrum on the highest derivative, pieces of space, slabs of time")
        let (space, time) = (statement.space.name, statement.time.name)
        let pieces = best.largestPieceCount
        report.grid = [
            space: pieces * best.field.basis.count, time: best.field.slabs.count * SlabMarch.stageCount,
        ]
        report.pieces = [space: pieces, time: best.field.slabs.count]
        report.degree = [
            space: best.field.basis.count - 1, time: SlabMarch.stageCount + statement.timeOrder - 1,
        ]
        report.residual = check.relativeResidual.isFinite ? check.relativeResidual : .greatestFiniteMagnitude
        report.iterations = best.newtonSteps
        if let first = best.history.first, !statement.problem.isLinear, first > 0 {
            report.residualHistory = best.history.map { $0 / first }
        }
        report.grade = verdict.grade
        report.converged = verdict.grade != .notResolved
        report.warnings = verdict.warnings
        report.bandKind = difference == nil ? .none : .aPosteriori
        report.errorEstimate = difference
        return BoxAttempt(
            field: best.field, report: report,
            standardDeviation: difference.map { ErrorBand.factor * $0 / 1.96 } ?? .nan)
    }

    /// Irregular places, closer together at the ends.
    private static func places(_ variable: DomainVariable) -> [Double] {
        (0..<83).map { i in
            let s = (Double(i) + 0.37) / 83
            return variable.lower + variable.length * s * s * (3 - 2 * s)
        }
    }

    private static func values(_ field: SlabField) -> Matrix {
        field.values(space: 0, time: 0, at: places(field.statement.space), times: places(field.statement.time))
    }

    private static func rootMeanSquare(_ field: SlabField) -> Double {
        let values = values(field)
        return values.norm / Double(values.count).squareRoot()
    }

    private static func difference(_ a: SlabField, _ b: SlabField) -> Double {
        let values = values(a) - values(b)
        return values.norm / Double(values.count).squareRoot()
    }
}
