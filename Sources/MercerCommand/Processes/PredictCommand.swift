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
            new observations with --noisy. Through a likelihood the function is what an observation is on average: a
            rate, a probability. Labels have one column probability_0, probability_1, … a class; those without order
            have their most probable class in place of mean and interval. Where NEW has the target column, the
            prediction is scored.
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
        let drawn =
            samples == 0
            ? nil : try saved.samples(posterior, at: data.x, count: samples, seed: seed, isNoisy: noisy)
        let table = PredictionTable(data, prediction, samples: drawn, isNoisy: noisy)
        if let output {
            try CSVWriter(path: output).write(table.values, columnNames: table.names)
        } else if !options.json {
            table.print()
        }
        let scores = try data.y.map { try saved.score(posterior, prediction, at: data.x, against: $0) }
        if options.json {
            var result = prediction.json
            result["rows"] = .integer(data.x.rowCount)
            result["output"] = output.map { .string($0) } ?? .null
            result["scores"] = scores?.json ?? .null
            print(result.text())
        } else if let output {
            options.summary("\(data.x.rowCount) predictions written to \(output)")
            if let scores { options.summary(scores.line) }
        }
    }
}

extension ResponsePrediction {
    /// The numbers by name: class probabilities for labels, means and variances where they mean something.
    fileprivate var json: JSONValue {
        var result: JSONValue = .object([])
        if hasOrder {
            result["mean"] = .numbers(mean)
            result["varianceLatent"] = .numbers(latentVariance)
            result["varianceNoise"] = .numbers(noiseVariance)
        }
        if !classProbabilities.isEmpty {
            result["class"] = .array(mostProbableClasses.map { .integer($0) })
            result["probabilities"] = .array(classProbabilities.map { .numbers($0) })
        }
        return result
    }
}
