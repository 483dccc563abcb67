#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Scale mixtures: leaving out and adding rows") struct ScaleMixtureUpdateTests {
    private func data(_ count: Int, from start: Int = 0) throws -> Observations {
        let x = weylPoints(start + count, dimension: 2).rows(start..<(start + count))
        var generator = SeededGenerator(seed: UInt64(start) + 3)
        let f = smoothTarget(Matrix(rowCount: count, columnCount: 3) { $1 < 2 ? x[$0, $1] : 0 })
        return try Observations(x, Vector((0..<count).map { 2 * f[$0] + 0.3 * generator.normal() }))
    }

    private func mixture(_ density: any ScaleDensity, _ noise: NoisePlacement) -> ScaleMixture {
        ScaleMixture(
            GaussianProcess(
                kernel: 1.2 * Matern32(lengthscales: 0.5), mean: .constant(0.1), noiseVariance: 0.1), density, noise)
    }

    static let densities: [any ScaleDensity] = [
        InverseGammaScale(shape: 1.5, rate: 1.2), IntegratedInverseGamma(shape: 1.5, rate: 1.2),
        HalfCauchyScale(scale: 1), BurrScale(power: 2, tailShape: 3),
    ]

    @Test("Leave-one-out is conditioning on the others", arguments: [0, 1, 2, 3], [NoisePlacement.inside, .outside])
    func leaveOneOut(_ index: Int, _ noise: NoisePlacement) throws {
        let mixture = mixture(Self.densities[index], noise)
        let data = try data(9)
        let found = try mixture.conditioned(on: data).leaveOneOut()
        for i in [0, 4, 8] {
            let others = try data.rows((0..<9).filter { $0 != i })
            let prediction = try mixture.conditioned(on: others).predict(at: data.x.rows([i]))
            #expect(abs(found.mean[i] - prediction.mean[0]) < 1e-9)
            #expect(abs(found.noisyVariance[i] - prediction.noisyVariance[0]) < 1e-8 * prediction.noisyVariance[0])
            let density = try prediction.logDensities(of: [data.y[i]])[0]
            #expect(abs(found.logDensities[i] - density) < 1e-9)
        }
    }

    @Test("More rows are as good as all at once", arguments: [0, 2], [NoisePlacement.inside, .outside])
    func update(_ index: Int, _ noise: NoisePlacement) throws {
        let mixture = mixture(Self.densities[index], noise)
        let (first, second) = (try data(8), try data(4, from: 8))
        let grown = try mixture.conditioned(on: first).conditioned(on: second)
        let whole = try mixture.conditioned(on: first.appending(second))
        #expect(abs(grown.logEvidence - whole.logEvidence) < 1e-9)
        let points = weylPoints(3, dimension: 2)
        let (a, b) = (try grown.predict(at: points), try whole.predict(at: points))
        #expect((a.mean - b.mean).maximumMagnitude < 1e-10)
        #expect((a.noisyVariance - b.noisyVariance).maximumMagnitude < 1e-9)
        #expect(throws: ProcessError.self) { try grown.conditioned(on: Observations(Matrix(rows: [[1]]), [0])) }
    }

    @Test("Priors with a likelihood are refused before observations too") func likelihoods() throws {
        let process = GaussianProcess(kernel: SquaredExponential(), likelihood: .poisson)
        let mixture = ScaleMixture(of: process, scale: .inverseGamma(shape: 2, rate: 2))
        let x = Matrix(rows: [[0], [1]])
        #expect(throws: ProcessError.self) { try mixture.predict(at: x) }
        #expect(throws: ProcessError.self) { try mixture.samples(at: x, count: 2, seed: 1) }
    }

    @Test("Ranked scores are the integral of squared differences of distributions") func rankedScores() throws {
        let posterior = try mixture(Self.densities[0], .inside).conditioned(on: try data(6))
        let prediction = try posterior.predict(at: Matrix(rows: [[0.3, 0.4]]))
        let y = 0.8
        // ∫ (F(z) - 1{z ≥ y})² dz by the midpoint rule on either side of y, over z = y ± e^t.
        let step = 0.01
        var integral = 0.0
        for k in -2000..<1200 {
            let distance = exp(step * (Double(k) + 0.5))
            let below = prediction.cumulative([y - distance])[0]
            let above = 1 - prediction.cumulative([y + distance])[0]
            integral += (below * below + above * above) * distance * step
        }
        #expect(abs(prediction.rankedScores(of: [y])[0] - integral) < 1e-5)
    }

    @Test("Samples of observations have the predicted spread", arguments: [NoisePlacement.inside, .outside])
    func observationSamples(_ noise: NoisePlacement) throws {
        let posterior = try mixture(InverseGammaScale(shape: 6, rate: 6), noise).conditioned(on: try data(6))
        let point = Matrix(rows: [[0.3, 0.4]])
        let drawn = try posterior.observationSamples(at: point, count: 20_000, seed: 5).row(0)
        let prediction = try posterior.predict(at: point)
        let variance = (drawn - Vector(count: drawn.count, repeating: drawn.mean)).mapped { $0 * $0 }.mean
        #expect(abs(drawn.mean - prediction.mean[0]) < 0.03)
        #expect(abs(variance / prediction.noisyVariance[0] - 1) < 0.05)
        #expect(
            abs(prediction.noisyVariance[0] - prediction.variance[0] - prediction.noiseVariance[0])
                < 1e-12 * prediction.noisyVariance[0])
        let (lower, upper) = prediction.interval95
        let (noisyLower, noisyUpper) = prediction.noisyInterval95
        #expect(noisyLower[0] < lower[0] && upper[0] < noisyUpper[0])
    }
}
