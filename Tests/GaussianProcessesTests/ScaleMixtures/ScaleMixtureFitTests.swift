#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Scale mixtures: fits and scores") struct ScaleMixtureFitTests {
    @Test("A fit climbs to a stationary point and holds the density", arguments: NoisePlacement.allCases)
    func fit(_ noise: NoisePlacement) throws {
        let observations = try noisyData(40)
        let start = ScaleMixture(of: startingProcess(), scale: .halfCauchy(), noise: noise)
        let fitted = try start.fitted(to: observations)
        let report = fitted.report
        #expect(report.isConverged && report.gradientNorm < 0.02)
        #expect(report.logEvidence > (try start.evidence(of: observations).logEvidence) + 5)
        #expect(abs(fitted.posterior.logEvidence - report.logEvidence) < 1e-9)
        let scale = try #require(fitted.process.parameters.last)
        #expect(scale.path == "scale.scale" && scale.parameter.value == 1)
        #expect(fitted.posterior.mixture.parameterValues == fitted.process.parameterValues)
    }

    @Test("A released density is fitted with its prior") func release() throws {
        let observations = try noisyData(30)
        var start = ScaleMixture(of: startingProcess(), scale: .inverseGamma(shape: 2, rate: 2))
        start.updateParameter(at: "scale.shape") {
            $0.isTrainable = true
            $0.prior = .gamma(shape: 4, rate: 2)
        }
        let fitted = try start.fitted(to: observations)
        #expect(fitted.report.isConverged)
        let shape = try #require(fitted.process.parameters.first { $0.path == "scale.shape" }).parameter.value
        #expect(shape != 2 && shape > 0.2 && shape < 20)
        // At the mode the slopes of evidence and prior cancel.
        let prior = Prior.gamma(shape: 4, rate: 2).logDensitySlope(shape) * shape
        #expect(abs(fitted.report.evidenceGradient[fitted.report.evidenceGradient.count - 2] + prior) < 0.02)
    }

    @Test("A mixture never beats the best Gaussian process in evidence") func noEvidenceForTails() throws {
        let observations = try noisyData(30)
        let gaussian = try startingProcess().fitted(to: observations).report.logEvidence
        var last = -Double.infinity
        for dof in [1.0, 10, 1000] {
            let mixture = ScaleMixture(of: startingProcess(), scale: .inverseGamma(degreesOfFreedom: dof))
            let evidence = try mixture.fitted(to: observations).report.logEvidence
            #expect(evidence > last && evidence < gaussian)
            last = evidence
        }
    }

    /// The mean negative log density of test values, over many small functions whose scales have the given law.
    static func negativeLogDensities(
        logScales: (inout SeededGenerator) -> Double
    ) throws -> (t: Double, known: Double, fitted: Double) {
        var generator = SeededGenerator(seed: 41)
        var totals = (t: 0.0, known: 0.0, fitted: 0.0)
        let (functions, training, all) = (150, 6, 16)
        let process = GaussianProcess(kernel: 1 * SquaredExponential(lengthscales: 0.5), noiseVariance: 0.05)
        let mixture = ScaleMixture(of: process, scale: .inverseGamma(degreesOfFreedom: 3))
        for _ in 0..<functions {
            let x = generator.uniformMatrix(rowCount: all, columnCount: 1)
            let factor = try Cholesky(of: process.kernel.gram(x) + 0.05 * Matrix.identity(all))
            let y = exp(0.5 * logScales(&generator)) * factor.multiplyLower(generator.normals(all))
            let observations = try Observations(x.rows(0..<training), Vector(y[..<training]))
            let (points, targets) = (x.rows(training..<all), Vector(y[training...]))
            totals.t -= try mixture.conditioned(on: observations).predict(at: points).logDensities(of: targets).mean
            let known = try process.conditioned(on: observations)
            totals.known -= known.predict(at: points).logDensities(of: targets).mean
            // The maximum of the evidence over a common factor of all variances is Q / n.
            let scale = known.factor.inverseQuadraticForm(observations.y) / Double(training)
            let fitted = try GaussianProcess(kernel: scale * process.kernel, noiseVariance: scale * 0.05)
                .conditioned(on: observations)
            totals.fitted -= fitted.predict(at: points).logDensities(of: targets).mean
        }
        let count = Double(functions)
        return (totals.t / count, totals.known / count, totals.fitted / count)
    }

    @Test("Functions of heavy-tailed scale: the Student-t process predicts better") func heavyTails() throws {
        let scores = try Self.negativeLogDensities { log(1.5) - log($0.gamma(shape: 1.5)) }
        #expect(scores.t < scores.known - 0.5)
        #expect(scores.t < scores.fitted - 0.05)
    }

    @Test("Gaussian functions: the Student-t process loses little") func gaussianData() throws {
        let scores = try Self.negativeLogDensities { _ in 0 }
        #expect(abs(scores.t - scores.known) < 0.05)
        #expect(scores.t < scores.fitted)
    }
}
