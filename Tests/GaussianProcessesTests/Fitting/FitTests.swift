#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Fit") struct FitTests {
    @Test("Ends where the gradient of the evidence vanishes, above its start") func stationary() throws {
        let observations = try noisyData(60)
        let start = startingProcess()
        let fitted = try start.fitted(to: observations)
        let report = fitted.report
        #expect(report.isConverged)
        #expect(report.gradientNorm < 0.02)
        #expect(report.evidenceGradient.allSatisfy { abs($0) < 0.02 })
        #expect(report.logEvidence > (try start.evidence(of: observations).logEvidence) + 10)
        #expect(report.logEvidence == report.logPosterior)
        #expect(abs(report.logEvidence - fitted.posterior.logEvidence) < 1e-10)
        #expect(report.boundsHit.isEmpty && report.warnings.isEmpty && report.addedDiagonal == 0)
        #expect(report.iterations == report.trace.count - 1)
        #expect(report.evaluations > report.iterations && report.seconds > 0 && report.restarts == 0)
        #expect(zip(report.trace, report.trace.dropFirst()).allSatisfy { $0 <= $1 })
        // The noise of the data had variance 0.01.
        let noise = fitted.process.noiseVariance
        #expect(noise > 0.004 && noise < 0.025)
    }

    @Test("No iterations evaluate the process as it is") func evaluateOnly() throws {
        let observations = try noisyData(20)
        let start = startingProcess()
        let options = FitOptions(stopping: StoppingRules(maximumIterations: 0))
        let fitted = try start.fitted(to: observations, using: .exact, options: options)
        let evidence = try start.evidence(of: observations)
        #expect(largestDifference(fitted.process.parameterValues, start.parameterValues) < 1e-15)
        #expect(abs(fitted.report.logEvidence - evidence.logEvidence) < 1e-11)
        #expect(largestDifference(fitted.report.evidenceGradient, evidence.gradient) < 1e-10)
        #expect(fitted.report.evaluations == 1 && !fitted.report.isConverged)
        #expect(fitted.report.status == .maximumIterations)
    }

    @Test("Frozen parameters stay exactly where they are") func frozen() throws {
        var start = startingProcess()
        start.updateParameter(at: "kernel.lengthscales[1]") { $0.isTrainable = false }
        start.updateParameter(at: "noise.variance") { $0 = Parameter(0.03, in: .positive).fixed }
        let fitted = try start.fitted(to: noisyData(40))
        let (before, after) = (start.parameterValues, fitted.process.parameterValues)
        #expect(after[2] == 1 && after[3] == 0.03)
        #expect(after[0] != before[0] && after[1] != before[1])
        // The gradient at the frozen ones is reported too, and need not vanish.
        #expect(abs(fitted.report.evidenceGradient[3]) > 0.1)
    }

    @Test("With nothing to train the process is conditioned") func nothingToTrain() throws {
        var start = startingProcess()
        start.visitParameters { _, parameter in parameter.isTrainable = false }
        let fitted = try start.fitted(to: noisyData(15))
        #expect(fitted.process.parameterValues == start.parameterValues)
        #expect(fitted.report.isConverged)
    }

    @Test("Bounds hold, and the ones that bind are named") func bounds() throws {
        var start = startingProcess()
        start.updateParameter(at: "noise.variance") { $0.bounds = 0.05...2 }
        start.updateParameter(at: "kernel.lengthscales[0]") { $0.bounds = 0.01...0.2 }
        let fitted = try start.fitted(to: noisyData(40))
        #expect(abs(fitted.process.noiseVariance - 0.05) < 1e-15)
        #expect(abs(fitted.process.parameterValues[1] - 0.2) < 1e-15)
        #expect(fitted.report.boundsHit == ["kernel.lengthscales[0]", "noise.variance"])
        #expect(fitted.report.warnings == ["On a bound: kernel.lengthscales[0], noise.variance."])
        // The free part of the gradient vanishes, the rest pushes against the bounds.
        #expect(fitted.report.gradientNorm < 0.02)
        #expect(fitted.report.evidenceGradient[1] > 0.1 && fitted.report.evidenceGradient[3] < -0.1)
    }

    @Test("Bounds outside the domain are refused by name") func impossibleBounds() throws {
        var start = startingProcess()
        start.updateParameter(at: "noise.variance") { $0.bounds = -2 ... -1 }
        let error = #expect(throws: FitError.self) { try start.fitted(to: noisyData(10)) }
        #expect(error?.description.contains("noise.variance") == true)
    }

    @Test("Priors pull the mode and are part of what is maximised") func priors() throws {
        let observations = try noisyData(40)
        let start = startingProcess()
        let plain = try start.fitted(to: observations)
        var informed = start
        let prior = Prior.logNormal(mean: log(0.2), standardDeviation: 0.05)
        informed.updateParameter(at: "noise.variance") { $0.prior = prior }
        let fitted = try informed.fitted(to: observations)
        #expect(fitted.process.noiseVariance > 5 * plain.process.noiseVariance)
        let report = fitted.report
        let density = prior.logDensity(fitted.process.noiseVariance)
        #expect(abs(report.logPosterior - report.logEvidence - density) < 1e-10)
        #expect(report.logEvidence < plain.report.logEvidence)
        // At the mode the evidence's slope balances the prior's, in the logarithm.
        let slope = prior.logDensitySlope(fitted.process.noiseVariance) * fitted.process.noiseVariance
        #expect(abs(report.evidenceGradient[3] + slope) < 0.02)
    }

    @Test("Means are trained jointly and start at their estimates") func means() throws {
        let x = weylPoints(40, dimension: 2)
        let y = Vector((0..<40).map { 5 + 3 * x[$0, 0] - 4 * x[$0, 1] })
        var generator = SeededGenerator(seed: 3)
        let observations = try Observations(x, y + 0.1 * generator.normals(40))
        let process = GaussianProcess(kernel: 0.1 * SquaredExponential(), mean: .linear, noiseVariance: 0.1)
        let fitted = try process.fitted(to: observations)
        let values = fitted.process.mean.parameterValues
        #expect(largestDifference(values, [5, 3, -4]) < 0.3)
        #expect(
            fitted.process.parameters.map(\.path).suffix(3) == ["mean.intercept", "mean.slopes[0]", "mean.slopes[1]"])
        #expect(fitted.report.evidenceGradient.suffix(3).allSatisfy { abs($0) < 0.05 })
    }
}

/// A smooth function of two inputs with noise of variance 0.01.
func noisyData(_ count: Int) throws -> Observations {
    let x = weylPoints(count, dimension: 2)
    var generator = SeededGenerator(seed: 7)
    let y = Vector((0..<count).map { sin(6 * x[$0, 0]) + x[$0, 1] * x[$0, 1] - 0.8 })
    return try Observations(x, y + 0.1 * generator.normals(count))
}

func startingProcess() -> GaussianProcess {
    GaussianProcess(kernel: 1 * SquaredExponential(lengthscales: .relevance(2)), noiseVariance: 0.1)
}
