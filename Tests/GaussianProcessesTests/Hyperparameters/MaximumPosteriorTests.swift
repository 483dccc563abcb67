#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Maximum a posteriori") struct MaximumPosteriorTests {
    static let priors: [Prior] = [
        .logNormal(mean: -1, standardDeviation: 0.4), .gamma(shape: 3, rate: 20), .inverseGamma(shape: 3, rate: 0.3),
        .halfNormal(standardDeviation: 0.05), .halfCauchy(scale: 0.02), .horseshoe(scale: 0.02), .dimensionScaled(2),
    ]

    @Test("Gradients of what is maximised balance at the mode, for every prior", arguments: priors)
    func balance(prior: Prior) throws {
        var start = startingProcess()
        start.updateParameter(at: "kernel.lengthscales[0]") { $0.prior = prior }
        start.updateParameter(at: "noise.variance") { $0.prior = prior }
        let options = FitOptions(
            stopping: StoppingRules(gradientTolerance: 1e-6, decreaseTolerance: 0), restartCount: 1)
        let fitted = try start.fitted(to: noisyData(40), options: options)
        var density = 0.0
        for (named, slope) in zip(fitted.process.parameters, fitted.report.evidenceGradient) {
            let (parameter, value) = (named.parameter, named.parameter.value)
            let pull = (parameter.prior?.logDensitySlope(value) ?? 0) * value
            density += parameter.prior?.logDensity(value) ?? 0
            #expect(abs(slope + pull) < 1e-4)
        }
        #expect(abs(fitted.report.logPosterior - fitted.report.logEvidence - density) < 1e-9)
    }

    @Test("The mode is where differences of the log posterior vanish") func differences() throws {
        let start = startingProcess().assigning(.horseshoe(scale: 0.5), to: "lengthscale")
            .assigning(.halfCauchy(scale: 0.1), to: "noise.variance")
        let observations = try noisyData(30)
        func logPosterior(_ process: GaussianProcess) throws -> Double {
            let priors = process.parameters.reduce(0) {
                $0 + ($1.parameter.prior?.logDensity($1.parameter.value) ?? 0)
            }
            return try process.evidence(of: observations).logEvidence + priors
        }
        let fitted = try start.fitted(to: observations)
        let center = fitted.process.parameterValues
        for p in center.indices {
            let slope = try differenceDerivative(step: 1e-4) { h in
                var moved = fitted.process
                var values = center
                values[p] *= exp(h)
                try moved.setParameterValues(values)
                return try logPosterior(moved)
            }
            #expect(abs(slope.value) < 0.02)
        }
    }

    @Test("Restarts come from the priors") func restarts() throws {
        // The start is stuck where neighbours are independent; the prior knows better.
        let x = Matrix(rowCount: 40, columnCount: 1) { i, _ in Double(i) / 8 }
        let y = Vector((0..<40).map { sin(2 * Double($0) / 8) })
        var process = GaussianProcess(kernel: 1 * SquaredExponential(lengthscales: 0.001), noiseVariance: 0.1)
        process.updateParameter(at: "kernel.lengthscale") {
            $0.prior = .logNormal(mean: 0, standardDeviation: 0.5)
            $0.bounds = 1e-4...1e4
        }
        let observations = try Observations(x, y)
        let fitted = try process.fitted(to: observations, options: FitOptions(restartCount: 1, seed: 3))
        #expect(fitted.report.bestSearch == 1 || fitted.report.searches[0].logPosterior > 0)
        #expect(abs(log(fitted.process.parameterValues[1])) < 2)
    }
}
