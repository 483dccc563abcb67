#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Fits through a likelihood") struct LaplaceFitTests {
    @Test("Counts: converges, and predicts the rate") func counts() throws {
        var generator = SeededGenerator(seed: 3)
        let x = Matrix(column: .linearlySpaced(from: 0, through: 6, count: 60))
        let rate = x.column(0).mapped { exp(2 + sin($0)) }
        let data = try Observations(
            x, rate.mapped { PoissonLikelihood().sample(at: log($0), using: &generator) })
        let process = GaussianProcess(
            kernel: 1.0 * SquaredExponential(lengthscales: 1), mean: .constant, likelihood: .poisson)
        let fitted = try process.fitted(to: data, using: .laplace)
        #expect(fitted.report.isConverged)
        #expect(fitted.report.evidenceGradient.allSatisfy { abs($0) < 0.02 })
        let found = try fitted.posterior.predictObservations(at: x).mean
        let relative = zip(found, rate).map { abs($0 - $1) / $1 }
        #expect(relative.reduce(0, +) / 60 < 0.1)
    }

    @Test("The mean starts at the constant that explains the targets through the link") func meanStart() throws {
        let data = try Observations(weylPoints(4, dimension: 1), [90, 110, 95, 105])
        let process = GaussianProcess(
            kernel: SquaredExponential(lengthscales: 1), mean: .constant, likelihood: .poisson)
        let started = process.started(at: data).parameterValues
        #expect(abs(started[started.count - 1] - log(100)) < 1e-3)
    }

    @Test("Outliers: Student-t noise is nearer the function than normal noise") func outliers() throws {
        var generator = SeededGenerator(seed: 8)
        let x = weylPoints(50, dimension: 1)
        let truth = x.column(0).mapped { sin(6 * $0) }
        var y = truth.mapped { $0 + 0.05 * generator.normal() }
        for row in stride(from: 3, to: 50, by: 9) { y[row] += 4 }
        let data = try Observations(x, y)
        let kernel = 1.0 * SquaredExponential(lengthscales: 0.3)
        let normal = try GaussianProcess(kernel: kernel, mean: .zero, noiseVariance: 0.1).fitted(to: data)
        let robust = try GaussianProcess(
            kernel: kernel, likelihood: .studentT(degreesOfFreedom: 3, scale: 0.1)
        ).fitted(to: data, using: .laplace)
        #expect(robust.report.logEvidence > normal.report.logEvidence + 20)
        let (a, b) = (robust.posterior.mean(at: x) - truth, normal.posterior.mean(at: x) - truth)
        #expect(a.norm < 0.2 * b.norm)
    }

    @Test("Two classes: the probabilities the labels were drawn with", arguments: [true, false])
    func classes(byLaplace: Bool) throws {
        var generator = SeededGenerator(seed: 6)
        let x = Matrix(column: .linearlySpaced(from: -3, through: 3, count: 120))
        let data = try Observations(
            x, x.column(0).mapped { ProbitLikelihood().sample(at: 2 * cos($0), using: &generator) })
        let process = GaussianProcess(kernel: 1.0 * SquaredExponential(lengthscales: 1), likelihood: .probit)
        let posterior =
            byLaplace
            ? try process.fitted(to: data, using: .laplace).posterior
            : try process.fitted(to: data, using: .expectationPropagation).posterior
        let p = try posterior.predictObservations(at: Matrix(rows: [[0], [1.5], [2.9]])).mean
        #expect(p[0] > 0.85 && p[2] < 0.25 && p[1] > 0.3 && p[1] < 0.8, "\(p.array)")
    }
}
