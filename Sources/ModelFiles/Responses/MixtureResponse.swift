#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import LinearAlgebra

extension ScaleMixturePosterior: ResponseModel {
    public func response(at x: Matrix) throws -> ResponsePrediction {
        let prediction = try predict(at: x)
        return ResponsePrediction(
            mean: prediction.mean, latentVariance: prediction.variance,
            noiseVariance: prediction.noiseVariance, interval95: prediction.interval95,
            noisyInterval95: prediction.noisyInterval95)
    }

    public func responseLogDensities(of y: Vector, at x: Matrix) throws -> Vector {
        try predict(at: x).logDensities(of: y)
    }

    public func responseSamples(at x: Matrix, count: Int, seed: UInt64, isNoisy: Bool) throws -> Matrix {
        isNoisy
            ? try observationSamples(at: x, count: count, seed: seed) : try samples(at: x, count: count, seed: seed)
    }

    public func responseRankedScores(of y: Vector, at x: Matrix) throws -> Vector {
        try predict(at: x).rankedScores(of: y)
    }
}
