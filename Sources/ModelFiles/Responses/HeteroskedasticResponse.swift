#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import LinearAlgebra

extension HeteroskedasticPosterior: ResponseModel {
    public func response(at x: Matrix) throws -> ResponsePrediction {
        let function = try predict(at: x)
        var result = ResponsePrediction(normal: function)
        result.noiseVariance = try noiseVariances(at: x)
        result.noisyInterval95 = drawnIntervals(count: x.rowCount, try draw(at: x))
        return result
    }

    public func responseLogDensities(of y: Vector, at x: Matrix) throws -> Vector { try logDensities(of: y, at: x) }

    public func responseSamples(at x: Matrix, count: Int, seed: UInt64, isNoisy: Bool) throws -> Matrix {
        let drawn = try samples(at: x, count: count, seed: seed)
        guard isNoisy else { return drawn.function }
        var generator = SeededGenerator(seed: seed &+ 1)
        return drawn.function.combined(with: drawn.logNoise) { $0 + exp(0.5 * $1) * generator.normal() }
    }

    public func responseRankedScores(of y: Vector, at x: Matrix) throws -> Vector {
        let draw = try draw(at: x)
        return Vector.concurrently(count: y.count) { i in
            PointDraws(point: i) { draw(i, &$0) }.rankedScore(y[i])
        }
    }

    /// Draws a new observation at a point.
    private func draw(at x: Matrix) throws -> @Sendable (Int, inout SeededGenerator) -> Double {
        let (f, g) = (try predict(at: x), try predictLogNoise(at: x))
        return { i, generator in
            let logNoise = g.mean[i] + g.variance[i].squareRoot() * generator.normal()
            return f.mean[i] + (f.variance[i] + exp(logNoise)).squareRoot() * generator.normal()
        }
    }
}
