#if canImport(Glibc)
    import Glibc
#endif
import Mercer

/// The columns of a table of predictions that can be scored.
struct PredictionColumns {
    var mean: Vector?
    var variance: Vector?
    var interval: (lower: Vector, upper: Vector)?
    var classes: Vector?
    var probabilities: [Vector] = []

    init(_ table: CSVTable) throws {
        func column(_ name: String) throws -> Vector? {
            table.columnNames.contains(name) ? try table.vector(column: name) : nil
        }
        mean = try column("mean")
        if let latent = try column("variance_latent") {
            variance = try column("variance_noise").map { latent + $0 } ?? latent
        } else {
            variance = try column("variance")
        }
        if let lower = try column("lower95"), let upper = try column("upper95") { interval = (lower, upper) }
        classes = try column("class")
        while let next = try column("probability_\(probabilities.count)") { probabilities.append(next) }
        if mean == nil && classes == nil && probabilities.isEmpty {
            throw CommandError(
                "the predictions have no column mean, class or probability_0; they have "
                    + table.columnNames.joined(separator: ", "))
        }
        if let mean, let row = mean.firstIndex(where: { !$0.isFinite }) {
            throw CommandError("the mean in row \(row) is \(mean[row]), which cannot be scored")
        }
        if let values = variance, let row = values.firstIndex(where: { !($0 >= 0) }) {
            throw CommandError("the variance in row \(row) is \(values[row]); it must not be negative")
        }
        // Infinite variances, as of heavy tails, make no normal distribution.
        if variance?.allSatisfy(\.isFinite) == false { variance = nil }
    }

    func scores(against y: Vector, takingIntervals: Bool) throws -> ResponseScores {
        var result = ResponseScores()
        if let mean {
            result.rmse = (y - mean).norm / Double(y.count).squareRoot()
            result.mae = (y - mean).mapped { abs($0) }.mean
        }
        if !probabilities.isEmpty { try scoreClasses(y, &result) }
        if let classes { result.accuracy = Double(y.indices.count { classes[$0] == y[$0] }) / Double(y.count) }
        guard probabilities.isEmpty, classes == nil else { return result }
        var ends = interval
        if let mean, let variance {
            let prediction = Prediction(mean: mean, variance: variance)
            let normal = Scores(of: prediction, against: y)
            (result.nlpd, result.crps) = (normal.nlpd, normal.crps)
            if !takingIntervals { ends = prediction.noisyInterval95 }
        }
        if takingIntervals, interval == nil {
            throw CommandError("the predictions have no columns lower95 and upper95")
        }
        if let ends {
            result.coverage95 = ResponseScores.coverage(y, ends.lower, ends.upper)
            result.intervalScore95 = ResponseScores.intervalScore(y, ends.lower, ends.upper)
        }
        return result
    }

    private func scoreClasses(_ y: Vector, _ result: inout ResponseScores) throws {
        let count = probabilities.count
        if let row = y.firstIndex(where: { $0 != $0.rounded() || $0 < 0 || $0 >= Double(count) }) {
            throw CommandError("the true value in row \(row) is \(y[row]), but the classes are 0 to \(count - 1)")
        }
        result.nlpd = -y.indices.reduce(0) { $0 + log(probabilities[Int(y[$1])][$1]) } / Double(y.count)
        let hits = y.indices.count { row in
            let best = (0..<count).max { probabilities[$0][row] < probabilities[$1][row] }
            return best == Int(y[row])
        }
        result.accuracy = Double(hits) / Double(y.count)
    }
}
