import Mercer

/// The columns `mercer predict` writes.
struct PredictionTable {
    var names: [String]
    var values: Matrix

    init(
        _ model: SavedModel, _ posterior: Posterior, _ data: DataSet, _ prediction: Prediction, samples: Int,
        seed: UInt64, isNoisy: Bool
    ) throws {
        let spread = isNoisy ? prediction.noisyVariance : prediction.variance
        let reach = spread.map { 1.959_963_984_540_054_2 * $0.squareRoot() }
        names =
            data.inputNames + ["mean", "variance_latent", "variance_noise", "lower95", "upper95"]
            + (0..<samples).map { "sample_\($0 + 1)" }
        var columns: [[Double]] = [
            prediction.mean.array, prediction.variance.array,
            [Double](repeating: prediction.noiseVariance, count: data.x.rowCount),
            zip(prediction.mean, reach).map { $0 - $1 }, zip(prediction.mean, reach).map { $0 + $1 },
        ]
        if samples > 0 {
            columns += try Self.samples(model, posterior, data.x, count: samples, seed: seed, isNoisy: isNoisy)
        }
        let inputCount = data.x.columnCount
        values = Matrix(rowCount: data.x.rowCount, columnCount: names.count) { row, column in
            column < inputCount ? data.x[row, column] : columns[column - inputCount][row]
        }
    }

    private static func samples(
        _ model: SavedModel, _ posterior: Posterior, _ x: Matrix, count: Int, seed: UInt64, isNoisy: Bool
    ) throws -> [[Double]] {
        let points = model.standardization?.standardize(points: x) ?? x
        var drawn = try posterior.samples(at: points, count: count, seed: seed)
        if isNoisy, posterior.noiseVariance > 0 {
            var generator = SeededGenerator(seed: seed &+ 1)
            let scale = posterior.noiseVariance.squareRoot()
            drawn = Matrix(rowCount: drawn.rowCount, columnCount: drawn.columnCount) { row, column in
                drawn[row, column] + scale * generator.normal()
            }
        }
        let restored = model.standardization?.restore(values: drawn) ?? drawn
        return (0..<count).map { restored.column($0).array }
    }

    func print() {
        Swift.print(names.joined(separator: ","))
        for row in 0..<values.rowCount {
            Swift.print((0..<values.columnCount).map { values[row, $0].description }.joined(separator: ","))
        }
    }
}
