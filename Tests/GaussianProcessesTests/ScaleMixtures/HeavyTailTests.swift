#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

/// A small version of the experiment in Benchmarks/HeavyTails.
@Suite("Student-t processes on heavy tails") struct HeavyTailTests {
    /// The mean gain in log density of new values over the Gaussian process, over 40 tasks of 12 rows.
    private func gain(_ noise: any Likelihood) throws -> Double {
        let kernel = 1.0 * SquaredExponential(lengthscales: 0.3)
        var total = 0.0
        for seed in 0..<40 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let x = Matrix(rowCount: 42, columnCount: 1) { _, _ in generator.uniform() }
            let f = try GaussianProcess(kernel: kernel).samples(at: x, count: 1, seed: UInt64(seed) + 500).column(0)
            let y = f.mapped { noise.sample(at: $0, using: &generator) }
            let all = try Observations(x, y)
            let (train, test) = (try all.rows(0..<12), try all.rows(12..<42))
            let gaussian = GaussianProcess(kernel: kernel, noiseVariance: 0.1)
            let mixture = ScaleMixture(of: gaussian, scale: .inverseGamma(degreesOfFreedom: 3))
            let own = try mixture.fitted(to: train).posterior.predict(at: test.x).logDensities(of: test.y).mean
            let other = try gaussian.fitted(to: train).posterior.predict(at: test.x).logDensities(of: test.y).mean
            total += (own - other) / 40
        }
        return total
    }

    @Test("They win where the noise has heavy tails") func heavyTails() throws {
        #expect(try gain(StudentTLikelihood(degreesOfFreedom: 2, scale: 0.3)) > 0.2)
    }

    @Test("They do not lose where the noise is normal") func normalNoise() throws {
        #expect(try gain(GaussianLikelihood(variance: 0.09)) > -0.02)
    }
}
