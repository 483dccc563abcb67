#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Posterior of hyperparameters") struct PosteriorOfParametersTests {
    /// One trainable parameter, the signal variance, with a log-normal prior; all else fixed.
    func task() throws -> (GaussianProcess, Observations) {
        var process = GaussianProcess(
            kernel: 1 * SquaredExponential(lengthscales: .isotropic(Parameter.positive(0.4).fixed)),
            noise: Parameter.positive(0.05).fixed)
        process.updateParameter(at: "kernel.variance") { $0.prior = .logNormal(mean: 0.2, standardDeviation: 0.8) }
        return (process, try smoothData(12, dimension: 1))
    }

    /// Integral, mean of v, and the mixture's moments at points, by brute force over log v.
    func bruteForce(_ points: Matrix) throws -> (logEvidence: Double, mean: Double, p: NormalMixturePrediction) {
        let (process, observations) = try task()
        var (settings, logWeights): ([Prediction], [Double]) = ([], [])
        var values: [Double] = []
        let step = 0.02
        for k in -300...300 {
            var moved = process
            let v = exp(0.2 + Double(k) * step)
            moved.updateParameter(at: "kernel.variance") { $0.value = v }
            let posterior = try moved.conditioned(on: observations)
            let prior = Prior.logNormal(mean: 0.2, standardDeviation: 0.8).logDensity(v)
            logWeights.append(posterior.logEvidence + prior + log(v) + log(step))
            settings.append(posterior.predict(at: points))
            values.append(v)
        }
        let largest = logWeights.max() ?? 0
        let weights = logWeights.map { exp($0 - largest) }
        let total = weights.reduce(0, +)
        let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
        return (largest + log(total), mean, NormalMixturePrediction(settings, weights: Vector(weights)))
    }

    @Test("Quadrature agrees with brute force") func quadrature() throws {
        let (process, observations) = try task()
        let points = Matrix(rows: [[0.05], [0.5], [1.4]])
        let expected = try bruteForce(points)
        for (order, tolerance) in [(7, 2e-3), (15, 1e-5)] {
            let result = try process.integrated(given: observations, using: .exact, by: .tensor(order: order))
            #expect(abs(result.logEvidence - expected.logEvidence) < tolerance)
            let p = try result.mixture.predict(at: points)
            #expect(largestDifference(p.mean, expected.p.mean) < tolerance)
            #expect(largestDifference(p.variance, expected.p.variance) < tolerance)
            #expect(largestDifference(p.quantiles(0.9), expected.p.quantiles(0.9)) < 10 * tolerance)
            #expect(result.effectiveCount > 2)
        }
        let laplace = try process.integrated(given: observations, using: .exact).laplaceLogEvidence
        #expect(abs(laplace - expected.logEvidence) < 0.1 && laplace != expected.logEvidence)
    }

    @Test("Chains agree with brute force") func chains() throws {
        let (process, observations) = try task()
        let expected = try bruteForce(Matrix(rows: [[0.5]]))
        let samplers: [any ChainSampler] = [
            NoUTurnSampler(drawCount: 800, warmUpCount: 300), SliceSampler(drawCount: 800, warmUpCount: 50),
            HamiltonianMonteCarlo(drawCount: 800, warmUpCount: 300, meanStepCount: 3),
        ]
        for sampler in samplers {
            let sample = try process.sampled(given: observations, using: .exact, by: sampler, seed: 5)
            let summary = sample.summaries[0]
            let error = 4 * summary.standardDeviation / summary.diagnostics.bulkSampleSize.squareRoot()
            #expect(abs(summary.mean - expected.mean) < error)
            #expect(summary.diagnostics.rHat < 1.01 && summary.diagnostics.bulkSampleSize > 400)
            #expect(sample.warnings.isEmpty && sample.paths == ["kernel.variance"])
            #expect(sample.values.count == 4 && sample.values[0].count == 800)
            let p = try sample.mixture(componentCount: 200).predict(at: Matrix(rows: [[0.5]]))
            #expect(abs(p.mean[0] - expected.p.mean[0]) < 0.01)
            #expect(abs(p.variance[0] / expected.p.variance[0] - 1) < 0.1)
        }
    }

    /// A process of four inputs' worth of parameters with priors on all.
    func fullTask(_ count: Int) throws -> (GaussianProcess, Observations) {
        let process = GaussianProcess(
            kernel: 1 * SquaredExponential(lengthscales: .relevance(2, initial: 0.7)), mean: .constant(0),
            noiseVariance: 0.05
        ).assigningLengthscalePriors(dimension: 2).assigning(.halfNormal(standardDeviation: 2), to: "kernel.variance")
            .assigning(.gamma(shape: 1.5, rate: 5), to: "noise.variance")
            .assigning(.normal(mean: 0, standardDeviation: 1), to: "mean.value")
        return (process, try noisyData(count))
    }

    @Test("Chains and the central composite design agree on five parameters") func agreement() throws {
        let (process, observations) = try fullTask(40)
        let points = weylPoints(6, dimension: 2, skipping: 60)
        let sampler = NoUTurnSampler(drawCount: 400, warmUpCount: 300)
        let sample = try process.sampled(given: observations, using: .exact, by: sampler, seed: 2)
        #expect(sample.largestRHat < 1.02 && sample.leastSampleSize > 300)
        let chain = try sample.mixture(componentCount: 150).predict(at: points)
        let rule = try process.integrated(given: observations, using: .exact)
        let grid = try rule.mixture.predict(at: points)
        #expect(largestDifference(chain.mean, grid.mean) < 0.02)
        for i in 0..<6 { #expect(abs(chain.noisyVariance[i] / grid.noisyVariance[i] - 1) < 0.15) }
        #expect(rule.effectiveCount > 4)
        let again = try process.sampled(given: observations, using: .exact, by: sampler, seed: 2)
        #expect(again.chains == sample.chains)
    }

    @Test("Bounds are never left, without a prior too") func bounds() throws {
        var (process, observations) = try task()
        process.updateParameter(at: "kernel.variance") {
            $0.prior = nil
            $0.bounds = 0.5...0.9
        }
        let sample = try process.sampled(
            given: observations, using: .exact, by: NoUTurnSampler(drawCount: 500, warmUpCount: 300), seed: 1)
        #expect(sample.values.allSatisfy { $0.allSatisfy { $0[0] > 0.5 && $0[0] < 0.9 } })
        let step = 0.001
        var (total, first) = (0.0, 0.0)
        for k in 0..<400 {
            let v = 0.5 + (Double(k) + 0.5) * step
            process.updateParameter(at: "kernel.variance") { $0.value = v }
            // Flat in the logarithm.
            let weight = exp(try process.evidence(of: observations).logEvidence) / v
            (total, first) = (total + weight, first + weight * v)
        }
        #expect(abs(sample.summaries[0].mean - first / total) < 0.012)
    }

    @Test("A cancelled task ends the chains") func cancellation() async throws {
        let (process, observations) = try task()
        let work = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try process.sampled(given: observations, using: .exact)
        }
        let result = await work.result
        #expect(throws: CancellationError.self) { try result.get() }
    }

    @Test("What cannot be integrated is refused by name") func refusals() throws {
        let (process, observations) = try task()
        var fixed = process
        fixed.updateParameter(at: "kernel.variance") { $0.isTrainable = false }
        #expect(throws: HyperparameterError.nothingToTrain) {
            try fixed.sampled(given: observations, using: .exact)
        }
        var pinned = process
        pinned.updateParameter(at: "kernel.variance") { $0.bounds = 1...1 }
        #expect(throws: HyperparameterError.noRoom("kernel.variance")) {
            try pinned.integrated(given: observations, using: .exact)
        }
        let (full, data) = try fullTask(10)
        #expect(throws: HyperparameterError.tooManyPoints(count: 3_200_000, limit: 20_000)) {
            try full.integrated(given: data, using: .exact, by: .tensor(order: 20))
        }
        let duplicates = try observations.appending(observations)
        var exact = process
        exact.noise = nil
        #expect(throws: HyperparameterError.noFiniteStart) { try exact.sampled(given: duplicates, using: .exact) }
    }
}
