import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Laplace against exact answers") struct LaplaceExactnessTests {
    @Test("Normal noise, as a variance or as a likelihood, gives the exact evidence, gradient and posterior")
    func normalNoise() throws {
        let data = try smoothData(40)
        let exact = standardProcess(noiseVariance: 0.02)
        let likely = GaussianProcess(
            kernel: exact.kernel, mean: .constant(0.3), likelihood: .gaussian(variance: 0.02))
        let expected = try exact.evidence(of: data)
        let posterior = try exact.conditioned(on: data)
        let x = weylPoints(7, dimension: 3, skipping: 40)
        let others = try smoothData(7, skipping: 40)
        for process in [exact, likely] {
            let found = try LaplaceInference.laplace.evidence(of: process, given: data)
            #expect(abs(found.logEvidence - expected.logEvidence) < 1e-10)
            #expect(largestDifference(found.gradient, expected.gradient) < 1e-8)
            let approximate = try process.conditioned(on: data, using: .laplace)
            #expect(abs(approximate.logEvidence - expected.logEvidence) < 1e-10)
            let (a, b) = (approximate.predict(at: x), posterior.predict(at: x))
            #expect(largestDifference(a.mean, b.mean) < 1e-10)
            #expect(largestDifference(a.variance, b.variance) < 1e-10)
            #expect(
                largestDifference(entries(approximate.covariance(at: x)), entries(posterior.covariance(at: x))) < 1e-10)
            if process.likelihood == nil {
                #expect(abs(try approximate.logDensity(of: others) - posterior.logDensity(of: others)) < 1e-9)
            }
            let y = try approximate.predictObservations(at: x)
            #expect(largestDifference(y.mean, b.mean) < 1e-10)
            #expect(largestDifference(y.variance, b.noisyVariance) < 1e-10)
            let target = smoothTarget(x)
            #expect(
                largestDifference(try approximate.logDensities(of: target, at: x), b.logDensities(of: target)) < 1e-9)
        }
    }

    @Test("Near the evidence by quadrature over two values", arguments: try LikelihoodCase.smooth())
    func quadrature(_ example: LikelihoodCase) throws {
        // With tails this heavy and data this far off the posterior has two modes, which no normal density approximates.
        if let heavy = example.likelihood as? StudentTLikelihood {
            return try expectNearQuadrature(StudentTLikelihood(degreesOfFreedom: 8, scale: 5 * heavy.scale.value))
        }
        try expectNearQuadrature(example.likelihood)
    }

    private func expectNearQuadrature(_ likelihood: any Likelihood) throws {
        let data = try drawnData(likelihood, count: 2)
        let process = GaussianProcess(
            kernel: 0.4 * SquaredExponential(lengthscales: 0.6), mean: .constant(0.2), likelihood: likelihood)
        let exact = try exactLogEvidence(of: process, likelihood, data)
        let found = try process.conditioned(on: data, using: .laplace).logEvidence
        #expect(abs(found - exact) < 0.03, "\(found) against \(exact)")
    }

    @Test("The mode is a fixed point: weights are the slopes of the log density there") func fixedPoint() throws {
        let data = try drawnData(.poisson, count: 30)
        let process = GaussianProcess(
            kernel: 0.8 * SquaredExponential(lengthscales: 0.7), mean: .constant(0.5), likelihood: .poisson)
        let posterior = try process.conditioned(on: data, using: .laplace)
        let f = posterior.predict(at: data.x).mean
        let slopes = PoissonLikelihood().expansions(of: data.y, at: f).first
        #expect(largestDifference(posterior.weights, slopes) < 1e-10)
        #expect(posterior.iterations < 12)
    }
}
