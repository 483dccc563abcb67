#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Scale mixtures: Student-t processes") struct StudentTProcessTests {
    static let process = ScaleMixtureEvidenceTests.process

    /// log of the Student-t density in one dimension.
    static func logStudentT(_ y: Double, dof: Double, mean: Double, squaredScale: Double) -> Double {
        let t = (y - mean) * (y - mean) / (dof * squaredScale)
        return logGamma(0.5 * (dof + 1)) - logGamma(0.5 * dof) - 0.5 * log(dof * .pi * squaredScale)
            - 0.5 * (dof + 1) * log1p(t)
    }

    @Test("The evidence is that of the multivariate t", arguments: [(2.0, 2.0), (0.5, 1.5), (30, 7)])
    func evidence(_ shape: Double, _ rate: Double) throws {
        let observations = try ScaleMixtureEvidenceTests.observations(12, known: true)
        let posterior = try ScaleMixture(of: Self.process, scale: .inverseGamma(shape: shape, rate: rate))
            .conditioned(on: observations)
        let integrated = ScaleMixture(of: Self.process, scale: IntegratedInverseGamma(shape: shape, rate: rate))
        let oracle = Oracle(Self.process, observations)
        let (solution, logDeterminant) = eliminate(oracle.covariance, oracle.residual)
        let quadratic = zip(solution, oracle.residual).reduce(0) { $0 + $1.0 * $1.1 }
        let (n, dof) = (12.0, 2 * shape)
        let expected =
            logGamma(0.5 * (dof + n)) - logGamma(0.5 * dof) - 0.5 * n * log(dof * .pi)
            - 0.5 * (logDeterminant + n * log(rate / shape))
            - 0.5 * (dof + n) * log1p(shape / rate * quadratic / dof)
        #expect(abs(posterior.logEvidence - expected) < 1e-11)
        #expect(abs(try integrated.conditioned(on: observations).logEvidence - posterior.logEvidence) < 1e-12)
        #expect(abs(try integrated.evidence(of: observations).logEvidence - posterior.logEvidence) < 1e-12)
    }

    @Test("Predictions are Student-t with more degrees of freedom", arguments: [(2.0, 2.0), (0.5, 1.5), (30, 7)])
    func prediction(_ shape: Double, _ rate: Double) throws {
        let observations = try ScaleMixtureEvidenceTests.observations(8)
        let density = InverseGammaScale(shape: shape, rate: rate)
        let posterior = try ScaleMixture(of: Self.process, scale: density).conditioned(on: observations)
        let integrated = try ScaleMixture(of: Self.process, scale: IntegratedInverseGamma(shape: shape, rate: rate))
            .conditioned(on: observations)
        let points = weylPoints(4, dimension: 2, skipping: 30)
        let unit = try Self.process.conditioned(on: observations).predict(at: points)
        let (closed, open) = (try posterior.predict(at: points), try integrated.predict(at: points))

        let form = try #require(posterior.quadraticForm)
        let law = density.updated(by: form)
        #expect(abs(law.degreesOfFreedom - (2 * shape + 8)) < 1e-12)
        let squaredScale = (2 * rate + exp(form.logQuadraticForm)) / (2 * shape + 8)
        let dof = law.degreesOfFreedom
        #expect(largestDifference(closed.mean, unit.mean) < 1e-13)
        #expect(
            largestDifference(closed.variance, unit.variance.mapped { $0 * squaredScale * dof / (dof - 2) }) < 1e-12)
        #expect(largestDifference(closed.variance, open.variance) < 1e-13)
        for distance in [0, 0.1, 3, -40, 1e4, -1e9, 1e40] {
            let y = unit.mean.mapped { $0 + distance }
            let densities = try closed.logDensities(of: y)
            for i in 0..<4 {
                let expected = Self.logStudentT(
                    y[i], dof: dof, mean: unit.mean[i], squaredScale: squaredScale * unit.noisyVariance[i])
                #expect(abs(densities[i] - expected) < 1e-12 * max(1, abs(expected)), "at \(distance)")
            }
            #expect(
                largestDifference(densities, try open.logDensities(of: y)) < 1e-12 * max(1, abs(densities[0])),
                "at \(distance)")
        }
    }

    @Test("Probabilities and quantiles are Student's") func quantiles() throws {
        // Prior of ten degrees of freedom and variance one; reference values in 40 digits.
        let mixture = ScaleMixture(
            of: GaussianProcess(kernel: SquaredExponential()), scale: .inverseGamma(degreesOfFreedom: 10))
        let prediction = try mixture.predict(at: Matrix(rows: [[0]]))
        #expect(abs(prediction.variance[0] - 1.25) < 1e-13)
        let probabilities = [
            (-12, 1.460704412384993544e-7), (-3, 0.0066718275112847886), (0.5, 0.68605319712851353),
            (2.2, 0.97377946577532342),
        ]
        for (y, p) in probabilities { #expect(abs(prediction.cumulative([y])[0] / p - 1) < 1e-12) }
        for (p, y) in [(0.025, -2.2281388519862747), (0.3, -0.54152803875501566), (1e-6, -9.7519954909405802)] {
            #expect(abs(prediction.quantiles(p)[0] / y - 1) < 1e-12)
        }
        #expect(abs(prediction.quantiles(0.975)[0] - 2.2281388519862747) < 1e-12)
        #expect(abs(prediction.quantiles(0.5)[0]) < 1e-15)
    }

    @Test("With growing degrees of freedom it becomes the Gaussian process", arguments: NoisePlacement.allCases)
    func gaussianLimit(_ noise: NoisePlacement) throws {
        let observations = try ScaleMixtureEvidenceTests.observations(10)
        let points = weylPoints(5, dimension: 2, skipping: 30)
        let gaussian = try Self.process.conditioned(on: observations)
        let exact = try Self.process.evidence(of: observations)
        let expected = gaussian.predict(at: points)
        for dof in [1e6, 1e10, 1e13] {
            let mixture = ScaleMixture(
                of: Self.process, scale: .inverseGamma(degreesOfFreedom: dof), noise: noise)
            let posterior = try mixture.conditioned(on: observations)
            let prediction = try posterior.predict(at: points)
            let tolerance = 1e4 / dof + 1e-11
            #expect(abs(posterior.logEvidence - gaussian.logEvidence) < tolerance)
            #expect(largestDifference(prediction.mean, expected.mean) < tolerance)
            #expect(largestDifference(prediction.noisyVariance, expected.noisyVariance) < tolerance)
            let y = expected.mean.mapped { $0 + 0.4 }
            #expect(largestDifference(try prediction.logDensities(of: y), expected.logDensities(of: y)) < tolerance)
            let gradient = try mixture.evidence(of: observations).gradient
            #expect(largestDifference(gradient.prefix(exact.gradient.count), exact.gradient) < 100 * tolerance)
        }
    }

    @Test("A density of one point is a Gaussian process", arguments: NoisePlacement.allCases)
    func degenerate(_ noise: NoisePlacement) throws {
        let observations = try ScaleMixtureEvidenceTests.observations(10, known: noise == .outside)
        let points = weylPoints(5, dimension: 2, skipping: 30)
        var scaled = Self.process
        scaled.kernel = 3 * Self.process.kernel
        if noise == .inside { scaled.noise = .positive(3 * 0.05) }
        let gaussian = try scaled.conditioned(on: observations)
        let mixture = ScaleMixture(of: Self.process, scale: try SampledScale([3]), noise: noise)
        let posterior = try mixture.conditioned(on: observations)
        #expect(abs(posterior.logEvidence - gaussian.logEvidence) < 1e-11)
        let (prediction, expected) = (try posterior.predict(at: points), gaussian.predict(at: points))
        #expect(largestDifference(prediction.mean, expected.mean) < 1e-11)
        #expect(largestDifference(prediction.noisyVariance, expected.noisyVariance) < 1e-11)
        for distance in [0.3, -60] {
            let y = expected.mean.mapped { $0 + distance }
            #expect(largestDifference(try prediction.logDensities(of: y), expected.logDensities(of: y)) < 1e-7)
        }
        let deviation = expected.noisyVariance.mapped { $0.squareRoot() }
        #expect(
            largestDifference(
                prediction.quantiles(0.9), expected.mean + NormalDistribution.quantile(0.9) * deviation) < 1e-12)
    }
}
