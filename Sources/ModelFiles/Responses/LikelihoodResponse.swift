#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Likelihoods
import LinearAlgebra

extension ApproximatePosterior: ResponseModel {
    public func response(at x: Matrix) throws -> ResponsePrediction {
        let latent = try latent(at: x)
        var result = ResponsePrediction(likelihood, latent)
        guard case .categories(let count) = likelihood.support else { return result }
        for label in 0..<count {
            let densities = try logDensities(of: Vector(count: latent.count, repeating: Double(label)), at: x)
            result.classProbabilities.append(densities.mapped { exp($0) })
        }
        return result
    }

    public func responseLogDensities(of y: Vector, at x: Matrix) throws -> Vector { try logDensities(of: y, at: x) }

    public func responseSamples(at x: Matrix, count: Int, seed: UInt64, isNoisy: Bool) throws -> Matrix {
        _ = try latent(at: x)
        let functions = try samples(at: x, count: count, seed: seed)
        guard isNoisy else { return functions.mapped { likelihood.response(at: $0) } }
        var generator = SeededGenerator(seed: seed &+ 1)
        return functions.mapped { likelihood.sample(at: $0, using: &generator) }
    }

    public func responseRankedScores(of y: Vector, at x: Matrix) throws -> Vector {
        let latent = try latent(at: x)
        let likelihood = likelihood
        return Vector.concurrently(count: latent.count) { i in
            PointDraws(point: i) { likelihood.draw(under: latent[i], using: &$0) }.rankedScore(y[i])
        }
    }

    private func latent(at x: Matrix) throws -> [NormalMarginal] {
        guard x.columnCount == observations.inputDimension else {
            throw ProcessError.inputDimension(expected: observations.inputDimension, found: x.columnCount)
        }
        let prediction = predict(at: x)
        return zip(prediction.mean, prediction.variance).map { NormalMarginal(mean: $0, variance: $1) }
    }
}

extension ResponsePrediction {
    /// Observations through a likelihood of normal values of a function.
    fileprivate init(_ likelihood: some Likelihood, _ latent: [NormalMarginal]) {
        let points = latent.map { likelihood.response(under: $0) }
        self.init(
            mean: Vector(points.map(\.mean)), latentVariance: Vector(points.map(\.latentVariance)),
            noiseVariance: Vector(points.map(\.noiseVariance)),
            interval95: (Vector(points.map(\.lower)), Vector(points.map(\.upper))),
            noisyInterval95: drawnIntervals(count: latent.count) { likelihood.draw(under: latent[$0], using: &$1) })
    }
}

/// The response at one point.
struct LikelihoodResponse {
    var mean, latentVariance, noiseVariance, lower, upper: Double
}

private let nodes = GaussHermite(count: 40)

extension Likelihood {
    /// E[y | f], or f itself where noise is additive (there y may have no mean).
    func response(at f: Double) -> Double { support == .real ? f : moments(at: f).mean }

    /// The law of total variance, by 40 Gauss-Hermite nodes; the response rises with f, so its quantiles are those of f.
    func response(under f: NormalMarginal) -> LikelihoodResponse {
        let reach = 1.959_963_984_540_054_2 * f.standardDeviation
        let (lower, upper) = (response(at: f.mean - reach), response(at: f.mean + reach))
        if support == .real {
            return LikelihoodResponse(
                mean: f.mean, latentVariance: f.variance, noiseVariance: moments(at: f.mean).variance, lower: lower,
                upper: upper)
        }
        let values = nodes.normalNodes.map { moments(at: f.mean + f.standardDeviation * $0) }
        func mean(_ part: (ObservationMoments) -> Double) -> Double {
            zip(values, nodes.normalWeights).reduce(0) { $0 + $1.1 * part($1.0) }
        }
        let center = mean(\.mean)
        return LikelihoodResponse(
            mean: center, latentVariance: mean { ($0.mean - center) * ($0.mean - center) },
            noiseVariance: mean(\.variance), lower: lower, upper: upper)
    }

    /// A new observation.
    func draw(under f: NormalMarginal, using generator: inout SeededGenerator) -> Double {
        sample(at: f.mean + f.standardDeviation * generator.normal(), using: &generator)
    }
}
