import ArgumentParser
import Mercer

/// `mercer predict`: means and variances of a saved model at new points.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Predict with a saved model.",
        discussion: """
            Example: mercer predict model new.csv --output predictions.csv --samples 3

            Writes the inputs, mean, variance_latent (of the function), variance_noise (of a new observation about it)
            and a central 95 % interval; then joint samples. The interval and the samples are of the function, or of
            new observations with --noisy. Where NEW has the target column, the prediction is scored.
            """
    )

    @Argument(help: "The model directory.")
    var model: String
    @Argument(help: "The new points: a CSV file with the model's input columns, '-', or X.npy.")
    var new: String
    @Option(help: "The CSV file to write; standard output unless given.")
    var output: String?
    @Option(help: "How many joint samples to draw.")
    var samples = 0
    @Option(help: "The seed of the samples.")
    var seed: UInt64 = 0
    @Flag(help: "Interval and samples of new observations instead of the function.")
    var noisy = false
    @OptionGroup var options: CommonOptions

    func validate() throws {
        if samples < 0 { throw ValidationError("--samples must not be negative.") }
    }

    mutating func run() throws {
        options.apply()
        let saved = try SavedModel(directory: model)
        let data = try DataSet(path: new, inputNames: saved.inputNames, targetName: saved.targetName)
        let posterior = try saved.posterior()
        let prediction = try saved.predict(posterior, at: data.x)
        let table = try PredictionTable(
            saved, posterior, data, prediction, samples: samples, seed: seed, isNoisy: noisy)
        if let output {
            try CSVWriter(path: output).write(table.values, columnNames: table.names)
        } else if !options.json {
            table.print()
        }
        let scores = data.y.map { Scores(of: prediction, against: $0) }
        if options.json {
            print(
                JSONValue.object([
                    .init("rows", .integer(data.x.rowCount)), .init("output", output.map { .string($0) } ?? .null),
                    .init("scores", scores?.json ?? .null),
                    .init("mean", .numbers(prediction.mean)), .init("varianceLatent", .numbers(prediction.variance)),
                    .init("varianceNoise", .number(prediction.noiseVariance)),
                ]).text())
        } else if let output {
            options.summary("\(data.x.rowCount) predictions written to \(output)")
            if let scores {
                options.summary(
                    "rmse \(rounded(scores.rmse)), nlpd \(rounded(scores.nlpd)), crps \(rounded(scores.crps)), "
                        + "coverage of 95 %: \(rounded(100 * scores.coverage95)) %")
            }
        }
    }
}
