#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Heteroskedastic processes") struct HeteroskedasticTests {
    /// sin 6x with noise whose standard deviation rises from 0.02 to 0.5.
    private func data(_ count: Int, seed: UInt64 = 2) throws -> Observations {
        var generator = SeededGenerator(seed: seed)
        let x = Matrix(rowCount: count, columnCount: 1) { _, _ in generator.uniform() }
        let y = Vector(
            (0..<count).map { sin(6 * x[$0, 0]) + deviation(x[$0, 0]) * generator.normal() })
        return try Observations(x, y)
    }

    private func deviation(_ x: Double) -> Double { 0.02 * exp(log(25) * x) }

    private func prior(noiseVariance: Double = 1, noiseLevel: Double = -3) -> HeteroskedasticProcess {
        HeteroskedasticProcess(
            process: GaussianProcess(kernel: 1.0 * SquaredExponential(lengthscales: 0.3)),
            logNoise: GaussianProcess(
                kernel: noiseVariance * SquaredExponential(lengthscales: 0.5), mean: .constant(noiseLevel)))
    }

    @Test("With a flat log noise it is the process with normal noise") func flat() throws {
        let data = try data(25)
        let plain = GaussianProcess(
            kernel: 1.0 * SquaredExponential(lengthscales: 0.3), noiseVariance: exp(-3.0))
        let exact = try plain.evidence(of: data).logEvidence
        let bound = try HeteroskedasticInference().evidence(of: prior(noiseVariance: 1e-9), given: data).logEvidence
        #expect(abs(bound - exact) < 1e-5)
        #expect(bound <= exact + 1e-6)
    }

    @Test("Gradients agree with differences") func gradients() throws {
        try expectEvidenceGradient(
            of: prior(), by: HeteroskedasticInference(tolerance: 1e-11), at: try data(25), tolerance: 1e-6)
    }

    @Test("Finds where the noise is, and beats one noise variance on new data") func recovery() throws {
        let (train, test) = (try data(120), try data(200, seed: 7))
        let fitted = try prior().fitted(to: train, using: .heteroskedastic)
        #expect(fitted.report.isConverged)
        let found = try fitted.posterior.noiseVariances(at: Matrix(rows: [[0.1], [0.9]]))
        #expect(abs(0.5 * log(found[0]) - log(deviation(0.1))) < 0.7)
        #expect(abs(0.5 * log(found[1]) - log(deviation(0.9))) < 0.5)
        let own = -(try fitted.posterior.logDensities(of: test.y, at: test.x)).mean
        let plain = try GaussianProcess(kernel: 1.0 * SquaredExponential(lengthscales: 0.3), noiseVariance: 0.05)
            .fitted(to: train)
        let other = -plain.posterior.predict(at: test.x).logDensities(of: test.y).mean
        #expect(own < other - 0.3, "\(own) against \(other)")
    }

    @Test("Noise of its own, known noise variances and other dimensions are refused") func refusals() throws {
        let data = try data(5)
        var noisy = prior()
        noisy.process.noise = .positive(0.1)
        #expect(throws: ProcessError.self) { try HeteroskedasticInference().evidence(of: noisy, given: data) }
        let known = try Observations(data.x, data.y, noiseVariances: Vector(count: 5, repeating: 0.1))
        #expect(throws: ProcessError.self) { try HeteroskedasticInference().evidence(of: prior(), given: known) }
        let posterior = try prior().conditioned(on: data, using: .heteroskedastic)
        #expect(throws: ProcessError.self) { try posterior.predict(at: Matrix(rows: [[0, 1]])) }
    }
}
