import Mercer

/// What a fit has to say.
struct FitOutcome {
    var model: SavedModel
    var report: FitReport
    var scores: Scores?
    var rowCount: Int
    var dataWarnings: [String]

    var warnings: [String] { dataWarnings + report.warnings }

    var json: JSONValue {
        let named = model.process.parameters
        var result: JSONValue = [
            "logEvidence": .number(report.logEvidence),
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
            "log evidence  \(rounded(report.logEvidence)) nats on \(rowCount) rows",
            "search        \(report.iterations) iterations, \(report.evaluations) evaluations, "
                + "\(rounded(report.seconds)) s; \(report.status)",
        ]
        let named = model.process.parameters
        let width = named.map(\.path.count).max() ?? 0
        for (entry, slope) in zip(named, report.evidenceGradient) {
            let mark = report.boundsHit.contains(entry.path) ? "  (at its bound)" : ""
            result.append(
                "  \(entry.path.padded(to: width))  \(rounded(entry.parameter.value).padded(to: 14))"
                    + "gradient \(rounded(slope))\(mark)")
        }
        if let scores {
            result.append(
                "held out      rmse \(rounded(scores.rmse)), nlpd \(rounded(scores.nlpd)), crps \(rounded(scores.crps)), "
                    + "coverage of 95 %: \(rounded(100 * scores.coverage95)) %")
        }
        return result
    }
}

extension Scores {
    /// The scores by name.
    var json: JSONValue {
        [
            "rmse": .number(rmse), "mae": .number(mae), "nlpd": .number(nlpd), "crps": .number(crps),
            "coverage95": .number(coverage95),
        ]
    }
}
