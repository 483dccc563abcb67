import GaussianProcesses
import LinearAlgebra

extension Posterior: ResponseModel {
    public func response(at x: Matrix) throws -> ResponsePrediction {
        try validate(points: x)
        return ResponsePrediction(normal: predict(at: x))
    }

    public func responseLogDensities(of y: Vector, at x: Matrix) throws -> Vector {
        try validate(points: x)
        return predict(at: x).logDensities(of: y)
    }

    public func responseSamples(at x: Matrix, count: Int, seed: UInt64, isNoisy: Bool) throws -> Matrix {
        try validate(points: x)
        let drawn = try samples(at: x, count: count, seed: seed)
        return isNoisy ? drawn.addingNoise(variance: noiseVariance, seed: seed &+ 1) : drawn
    }

    public func responseRankedScores(of y: Vector, at x: Matrix) throws -> Vector {
        try validate(points: x)
        return predict(at: x).rankedScores(of: y)
    }
}

extension ResponsePrediction {
    /// The response is the function, normal noise is added.
    init(normal prediction: Prediction) {
        let reach = prediction.variance.mapped { 1.959_963_984_540_054_2 * $0.squareRoot() }
        self.init(
            mean: prediction.mean, latentVariance: prediction.variance,
            noiseVariance: Vector(count: prediction.count, repeating: prediction.noiseVariance),
            interval95: (prediction.mean - reach, prediction.mean + reach),
            noisyInterval95: prediction.noisyInterval95)
    }
}

extension Prediction {
    func rankedScores(of y: Vector) -> Vector {
        Vector(
            (0..<count).map { i in
                let one = Prediction(
                    mean: [mean[i]], variance: [variance[i]], noiseVariance: noiseVariance)
                return Scores(of: one, against: [y[i]]).crps
            })
    }
}

extension Matrix {
    /// The matrix with independent normal noise added to every entry.
    func addingNoise(variance: Double, seed: UInt64) -> Matrix {
        guard variance > 0 else { return self }
        var generator = SeededGenerator(seed: seed)
        let scale = variance.squareRoot()
        return Matrix(rowCount: rowCount, columnCount: columnCount) { row, column in
            self[row, column] + scale * generator.normal()
        }
    }
}
