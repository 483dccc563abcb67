#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Expectation propagation") struct ExpectationPropagationTests {
    @Test("One observation is exact") func single() throws {
        let process = GaussianProcess(
            kernel: 2.0 * SquaredExponential(lengthscales: 0.8), mean: .constant(0.4), likelihood: .probit)
        let data = try Observations(Matrix(rows: [[0.3]]), [0])
        let posterior = try process.conditioned(on: data, using: .expectationPropagation)
        #expect(abs(posterior.logEvidence - NormalDistribution.logCumulative(-0.4 / 3.0.squareRoot())) < 1e-13)
        // The posterior mean of f: m - v φ/Φ / √(1 + v).
        let z = -0.4 / 3.0.squareRoot()
        let ratio = NormalDistribution.density(z) / NormalDistribution.cumulative(z)
        #expect(abs(posterior.predict(at: data.x).mean[0] - (0.4 - 2 * ratio / 3.0.squareRoot())) < 1e-12)
    }

    /// Two and three observations at 0.2, 0.9, 1.5, kernel variance 2 and lengthscale 0.8: exact values by tensor
    /// quadrature in SciPy, the first also by its bivariate normal distribution function.
    @Test("Two and three observations are near the exact evidence, nearer than Laplace")
    func bruteForce() throws {
        let cases: [(y: Vector, mean: Double, exact: Double)] = [
            ([1, 0], 0, -1.7436194861355552), ([1, 0, 1], 0, -2.8180356653803784),
            ([1, 1, 0], 0.4, -2.182060446717813),
        ]
        for (y, mean, exact) in cases {
            let process = GaussianProcess(
                kernel: 2.0 * SquaredExponential(lengthscales: 0.8), mean: .constant(mean), likelihood: .probit)
            let data = try Observations(Matrix(column: Vector([0.2, 0.9, 1.5].prefix(y.count))), y)
            let ep = try process.conditioned(on: data, using: .expectationPropagation).logEvidence
            let laplace = try process.conditioned(on: data, using: .laplace).logEvidence
            #expect(abs(ep - exact) < 0.01, "\(ep) against \(exact)")
            #expect(abs(ep - exact) < 0.3 * abs(laplace - exact))
            #expect(abs(try exactLogEvidence(of: process, ProbitLikelihood(), data) - exact) < 1e-8)
        }
    }

    @Test("Close to Laplace, on the expected side of it, and symmetric in the classes")
    func comparison() throws {
        let data = try drawnData(.probit, count: 30)
        let process = GaussianProcess(kernel: 3.0 * SquaredExponential(lengthscales: 0.6), likelihood: .probit)
        let ep = try process.conditioned(on: data, using: .expectationPropagation)
        let laplace = try process.conditioned(on: data, using: .laplace)
        // Probit posteriors are skew: Laplace underestimates the evidence and the size of the mean.
        #expect(ep.logEvidence > laplace.logEvidence && ep.logEvidence < laplace.logEvidence + 1)
        let (a, b) = (ep.predict(at: data.x), laplace.predict(at: data.x))
        #expect(a.mean.norm > b.mean.norm)
        #expect(largestDifference(a.mean, b.mean) < 1)
        let probabilities = try ep.predictObservations(at: data.x).mean
        let others = try laplace.predictObservations(at: data.x).mean
        #expect(largestDifference(probabilities, others) < 0.1)
        // Exchange of the classes mirrors the posterior.
        let mirrored = try process.conditioned(
            on: Observations(data.x, data.y.mapped { 1 - $0 }), using: .expectationPropagation)
        #expect(largestDifference(mirrored.predict(at: data.x).mean, -a.mean) < 1e-8)
        #expect(abs(mirrored.logEvidence - ep.logEvidence) < 1e-9)
    }
}
