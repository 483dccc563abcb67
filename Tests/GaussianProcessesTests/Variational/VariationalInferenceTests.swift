#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Variational inference") struct VariationalInferenceTests {
    private func process(_ likelihood: any Likelihood) -> GaussianProcess {
        GaussianProcess(
            kernel: 1.1 * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.7, 1.1])) + White(variance: 0.02),
            mean: .constant(0.1), likelihood: likelihood)
    }

    @Test("Exact for normal noise, in one step") func normalNoise() throws {
        let data = try drawnData(GaussianLikelihood(variance: 0.05), count: 30)
        let process = GaussianProcess(
            kernel: 1.2 * SquaredExponential(lengthscales: 0.7), mean: .constant(0.2), noiseVariance: 0.05)
        let exact = try process.evidence(of: data)
        let bound = try VariationalInference().evidence(of: process, given: data)
        #expect(abs(bound.logEvidence - exact.logEvidence) < 1e-9)
        for (a, b) in zip(bound.gradient, exact.gradient) { #expect(abs(a - b) < 1e-7 * (1 + abs(b))) }
        let points = weylPoints(7, dimension: 3)
        let (one, other) = (
            try process.conditioned(on: data).predict(at: points),
            try process.conditioned(on: data, using: .variational).predict(at: points)
        )
        #expect((one.mean - other.mean).maximumMagnitude < 1e-9)
        #expect((one.variance - other.variance).maximumMagnitude < 1e-9)
    }

    @Test("Below the exact evidence of two observations, and near it", arguments: try LikelihoodCase.smooth())
    func bound(_ example: LikelihoodCase) throws {
        let data = try drawnData(example.likelihood, count: 2)
        let process = process(example.likelihood)
        let exact = try exactLogEvidence(of: process, example.likelihood, data)
        let bound = try VariationalInference().evidence(of: process, given: data).logEvidence
        #expect(bound <= exact + 1e-8)
        #expect(bound > exact - 0.2, "\(bound) below \(exact)")
    }

    @Test("The bound is what it says, and no other mean has a higher one") func stationary() throws {
        let likelihood = PoissonLikelihood()
        let data = try drawnData(likelihood, count: 12)
        let process = GaussianProcess(
            kernel: 1.1 * Matern12(lengthscales: 0.6), mean: .constant(0.1), likelihood: likelihood)
        let posterior = try process.conditioned(on: data, using: .variational)
        let q = (mean: posterior.predict(at: data.x).mean, covariance: posterior.covariance(at: data.x))
        let prior = try Cholesky(of: process.kernel.gram(data.x))
        let own = try Cholesky(of: q.covariance)
        func bound(_ mean: Vector) throws -> Double {
            let deviation = mean - Vector(count: 12, repeating: 0.1)
            let divergence =
                0.5
                * (prior.solve(q.covariance).diagonal.sum + prior.inverseQuadraticForm(deviation) - 12
                    + prior.logDeterminant - own.logDeterminant)
            return try (0..<12).reduce(-divergence) { sum, i in
                let marginal = NormalMarginal(mean: mean[i], variance: q.covariance[i, i])
                return try sum + likelihood.expectedLogDensity(of: data.y[i], under: marginal)
            }
        }
        let best = try bound(q.mean)
        #expect(abs(best - posterior.logEvidence) < 1e-8)
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<5 {
            let direction = Vector((0..<12).map { _ in generator.normal() })
            #expect(try bound(q.mean + 0.05 * direction) < best)
        }
    }

    @Test("Gradients agree with differences", arguments: try LikelihoodCase.smooth())
    func gradients(_ example: LikelihoodCase) throws {
        try expectEvidenceGradient(
            of: process(example.likelihood), by: VariationalInference(tolerance: 1e-11),
            at: try drawnData(example.likelihood, count: 20), tolerance: 1e-6)
    }

    @Test("Serves the likelihood that has no curvature") func kink() throws {
        let likelihood = LaplaceLikelihood(scale: 0.1)
        let data = try drawnData(likelihood, count: 25)
        let process = process(likelihood)
        try expectEvidenceGradient(of: process, by: VariationalInference(tolerance: 1e-11), at: data, tolerance: 1e-6)
        // A wild value hardly moves the fit, where normal noise would follow it.
        var y = data.y
        y[4] += 30
        let wild = try process.conditioned(on: Observations(data.x, y), using: .variational)
        let calm = try process.conditioned(on: data, using: .variational)
        let difference = wild.predict(at: data.x).mean - calm.predict(at: data.x).mean
        #expect(difference.maximumMagnitude < 0.5)
    }

    @Test("Too few steps are an error that says so") func steps() throws {
        let likelihood = PoissonLikelihood()
        let data = try drawnData(likelihood, count: 10)
        #expect(throws: ProcessError.self) {
            try VariationalInference(maximumIterations: 1).evidence(of: process(likelihood), given: data)
        }
    }
}
