import ArgumentParser
import Mercer

/// `mercer score`: how well predictions agree with the truth.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score predictions against what was observed.",
        discussion: """
            Example: mercer score predictions.csv --truth test.csv --target strength

            PREDICTIONS is what 'mercer predict' wrote, or any CSV file with a column mean and, where there are any,
            variance_latent, variance_noise (or variance), lower95, upper95, class, probability_0, probability_1, …
            --truth is one of its columns, or a file with as many rows: X.npy, or a CSV file (with --target if it has
            more than one column). Without class probabilities, nlpd, crps, coverage and interval score are those of
            normal distributions with the given means and variances; --intervals takes lower95 and upper95 as they
            stand. 'mercer predict' scores with the model's own distributions.
            """
    )

    @Argument(help: "The predictions: a CSV file, or '-'.")
    var predictions: String
    @Option(help: "What was observed: a column of PREDICTIONS, or a file.")
    var truth: String
    @Option(help: "The column of the file given by --truth.")
    var target: String?
    @Flag(help: "Coverage and interval score of the columns lower95 and upper95.")
    var intervals = false
    @OptionGroup var options: CommonOptions

    mutating func run() throws {
        options.apply()
        let table = try CSVTable(path: predictions)
        let y = try truthValues(table)
        guard y.count == table.rowCount else {
            throw CommandError("there are \(table.rowCount) predictions but \(y.count) true values")
        }
        guard y.count > 0 else { throw CommandError("'\(predictions)' has no rows") }
        if let row = y.firstIndex(where: { !$0.isFinite }) {
            throw CommandError("the true value in row \(row) is \(y[row]); drop the row or fill the value in")
        }
        let scores = try PredictionColumns(table).scores(against: y, takingIntervals: intervals)
        if options.json {
            var result = scores.json
            result["rows"] = .integer(y.count)
            print(result.text())
        } else {
            options.summary(scores.line)
        }
    }

    private func truthValues(_ table: CSVTable) throws -> Vector {
        if table.columnNames.contains(truth) { return try table.vector(column: truth) }
        if truth.hasSuffix(".npy") { return try NPYArray(path: truth).vector() }
        let file: CSVTable
        do { file = try CSVTable(path: truth) } catch {
            throw CommandError(
                "'\(truth)' is neither a column of '\(predictions)' (\(table.columnNames.joined(separator: ", "))) nor a "
                    + "readable file: \(error)")
        }
        if let target { return try file.vector(column: target) }
        guard file.columnCount == 1 else {
            throw CommandError("'\(truth)' has several columns; say which one with --target")
        }
        return try file.vector(column: file.columnNames[0])
    }
}
