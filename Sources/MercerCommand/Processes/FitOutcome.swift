import Mercer

/// What a fit has to say.
struct FitOutcome {
    var model: SavedModel
    var report: FitReport
    var scores: ResponseScores?
    var rowCount: Int
    var dataWarnings: [String]

    var warnings: [String] { dataWarnings + report.warnings }

    /// Variational inference gives a lower bound of the log evidence.
    private var isBound: Bool { model.method == .variational }
    private var evidenceKey: String { isBound ? "bound" : "logEvidence" }

    var json: JSONValue {
        let named = model.prior.parameters
        var result: JSONValue = [
            "model": .string(model.prior.name),
            "method": .string(model.method.rawValue),
            evidenceKey: .number(report.logEvidence),
            "gradient": .object(zip(named, report.evidenceGradient).map { JSONValue.Member($0.path, .number($1)) }),
            "parameters": .object(named.map { JSONValue.Member($0.path, .number($0.parameter.value)) }),
            "iterations": .integer(report.iterations),
            "evaluations": .integer(report.evaluations),
            "converged": .bool(report.isConverged),
            "status": .string(report.status.rawValue),
            "gradientNorm": .number(report.gradientNorm),
            "boundsHit": .array(report.boundsHit.map { .string($0) }),
            "addedDiagonal": .number(report.addedDiagonal),
            "rows": .integer(rowCount),
            "seconds": .number(report.seconds),
        ]
        result["scores"] = scores.map { $0.json } ?? .null
        result["warnings"] = .array(warnings.map { .string($0) })
        return result
    }

    var lines: [String] {
        var result = [
            "\(isBound ? "lower bound   " : "log evidence  ")\(rounded(report.logEvidence)) nats on \(rowCount) rows",
            "search        \(report.iterations) iterations, \(report.evaluations) evaluations, "
                + "\(rounded(report.seconds)) s; \(report.status)",
        ]
        let named = model.prior.parameters
        let width = named.map(\.path.count).max() ?? 0
        for (entry, slope) in zip(named, report.evidenceGradient) {
            let mark = report.boundsHit.contains(entry.path) ? "  (at its bound)" : ""
            result.append(
                "  \(entry.path.padded(to: width))  \(rounded(entry.parameter.value).padded(to: 14))"
                    + "gradient \(rounded(slope))\(mark)")
        }
        if let scores {
            result.append("held out      \(scores.line)")
        }
        return result
    }
}
