#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Robustness of approximate inference") struct LaplaceRobustnessTests {
    @Test("Finite evidence and gradient for wild variances and lengthscales", arguments: try LikelihoodCase.smooth())
    func wildParameters(_ example: LikelihoodCase) throws {
        for seed in 0..<8 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let data = try drawnData(example.likelihood, count: 30, seed: UInt64(seed))
            let variance = exp(generator.uniform(from: log(0.01), to: log(1e4)))
            let lengthscale = exp(generator.uniform(from: log(0.05), to: log(10)))
            let process = GaussianProcess(
                kernel: variance * SquaredExponential(lengthscales: .isotropic(lengthscale)), mean: .constant,
                likelihood: example.likelihood)
            try expectFinite(LaplaceInference.laplace, process, data)
            if example.likelihood is any MomentMatchedLikelihood {
                try expectFinite(ExpectationPropagation.expectationPropagation, process, data)
            }
        }
    }

    @Test("Equal rows need no noise: the Gram matrix is never inverted") func equalRows() throws {
        let data = try Observations(Matrix(rows: [[0.5], [0.5], [0.5], [1]]), [1, 0, 1, 1])
        let process = GaussianProcess(kernel: SquaredExponential(lengthscales: 1), likelihood: .probit)
        let laplace = try process.conditioned(on: data, using: .laplace)
        let ep = try process.conditioned(on: data, using: .expectationPropagation)
        let (rule, correlation) = (GaussHermite(count: 40), exp(-0.125))
        let spread = (1 - correlation * correlation).squareRoot()
        let mass = rule.expectation { f in
            let phi = NormalDistribution.cumulative(f)
            return phi * phi * (1 - phi)
                * rule.expectation(mean: correlation * f, standardDeviation: spread) {
                    NormalDistribution.cumulative($0)
                }
        }
        #expect(abs(ep.logEvidence - log(mass)) < 0.005, "\(ep.logEvidence) against \(log(mass))")
        #expect(abs(laplace.logEvidence - log(mass)) < 0.1)
        let means = ep.predict(at: data.x).mean
        #expect(abs(means[0] - means[2]) < 1e-10)
    }

    @Test("One observation") func single() throws {
        let data = try Observations(Matrix(rows: [[0.5]]), [3])
        let process = GaussianProcess(
            kernel: SquaredExponential(lengthscales: 1), mean: .constant, likelihood: .poisson)
        let posterior = try process.conditioned(on: data, using: .laplace)
        // The constant mean starts at log 3, which is the mode.
        #expect(abs(posterior.predict(at: data.x).mean[0] - log(3)) < 0.01)
    }

    @Test("Student-t noise scales with the data", arguments: [1e-50, 1e50]) func equivariance(scale: Double) throws {
        let base = try drawnData(StudentTLikelihood(degreesOfFreedom: 4, scale: 0.2), count: 20)
        func process(_ s: Double) -> GaussianProcess {
            GaussianProcess(
                kernel: (s * s) * SquaredExponential(lengthscales: 0.5),
                likelihood: .studentT(degreesOfFreedom: 4, scale: 0.2 * s))
        }
        let a = try process(1).conditioned(on: base, using: .laplace)
        let b = try process(scale).conditioned(on: Observations(base.x, scale * base.y), using: .laplace)
        #expect(largestDifference(a.predict(at: base.x).mean, b.predict(at: base.x).mean / scale) < 1e-8)
        #expect(abs(a.logEvidence - b.logEvidence - 20 * log(scale)) < 1e-7)
    }

    private func expectFinite<Method: Inference>(
        _ method: Method, _ process: GaussianProcess, _ data: Observations
    ) throws where Method.Conditioned.Prior == GaussianProcess {
        let evidence = try method.evidence(of: process, given: data)
        #expect(evidence.logEvidence.isFinite && evidence.gradient.allSatisfy { $0.isFinite })
    }
}
