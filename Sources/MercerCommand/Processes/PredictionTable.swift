import Mercer

/// The columns `mercer predict` writes.
struct PredictionTable {
    var names: [String]
    var values: Matrix

    init(_ data: DataSet, _ prediction: ResponsePrediction, samples: Matrix?, isNoisy: Bool) {
        names = data.inputNames
        var columns: [[Double]] = []
        if prediction.hasOrder {
            let ends = isNoisy ? prediction.noisyInterval95 : prediction.interval95
            names += ["mean", "variance_latent", "variance_noise", "lower95", "upper95"]
            columns += [prediction.mean, prediction.latentVariance, prediction.noiseVariance, ends.lower, ends.upper]
                .map(\.array)
        } else {
            names.append("class")
            columns.append(prediction.mostProbableClasses.map(Double.init))
        }
        names += prediction.classProbabilities.indices.map { "probability_\($0)" }
        columns += prediction.classProbabilities.map(\.array)
        if let samples {
            names += (0..<samples.columnCount).map { "sample_\($0 + 1)" }
            columns += (0..<samples.columnCount).map { samples.column($0).array }
        }
        let inputCount = data.x.columnCount
        values = Matrix(rowCount: data.x.rowCount, columnCount: names.count) { row, column in
            column < inputCount ? data.x[row, column] : columns[column - inputCount][row]
        }
    }

    func print() {
        Swift.print(names.joined(separator: ","))
        for row in 0..<values.rowCount {
            Swift.print((0..<values.columnCount).map { values[row, $0].description }.joined(separator: ","))
        }
    }
}
