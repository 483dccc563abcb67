import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Refusals of approximate inference") struct ApproximationFailureTests {
    let x = weylPoints(3, dimension: 1)
    let kernel = SquaredExponential(lengthscales: 0.5)

    @Test func invalidTargets() throws {
        let process = GaussianProcess(kernel: kernel, mean: .constant, likelihood: .poisson)
        let data = try Observations(x, [1, -2, 0])
        expect(
            .likelihood(
                .outsideSupport(
                    row: 1, value: -2, likelihood: "PoissonLikelihood", support: .counts))
        ) {
            _ = try process.fitted(to: data, using: .laplace)
        }
    }

    @Test func exactInference() throws {
        let process = GaussianProcess(kernel: kernel, likelihood: .probit)
        let data = try Observations(x, [1, 0, 0])
        expect(.approximation(.exactInference(likelihood: "ProbitLikelihood"))) {
            _ = try process.conditioned(on: data)
        }
    }

    @Test func missingOrDoubleLikelihood() throws {
        let data = try Observations(x, [1, 0, 0])
        expect(.approximation(.likelihoodMissing)) {
            _ = try GaussianProcess(kernel: kernel).conditioned(on: data, using: .laplace)
        }
        var both = GaussianProcess(kernel: kernel, likelihood: .probit)
        both.noise = .positive(0.1)
        expect(.approximation(.noiseBesideLikelihood)) { _ = try both.conditioned(on: data, using: .laplace) }
    }

    @Test func whatAnApproximationCannotDo() throws {
        let data = try Observations(x, [1, 0, 0])
        let kinked = GaussianProcess(kernel: kernel, likelihood: .doubleExponential(scale: 1))
        expect(.approximation(.notTwiceDifferentiable(likelihood: "LaplaceLikelihood"))) {
            _ = try kinked.conditioned(on: data, using: .laplace)
        }
        let logit = GaussianProcess(kernel: kernel, likelihood: .logit)
        expect(.approximation(.noMoments(likelihood: "LogitLikelihood"))) {
            _ = try logit.conditioned(on: data, using: .expectationPropagation)
        }
        let known = try Observations(x, [1, 0, 0], noiseVariances: [0.1, 0.1, 0.1])
        expect(.approximation(.noiseVariances(likelihood: "LogitLikelihood"))) {
            _ = try logit.conditioned(on: known, using: .laplace)
        }
        expect(.likelihood(.noClosedForm(likelihood: "LogitLikelihood"))) {
            _ = try logit.conditioned(on: data, using: .laplace).predictObservations(at: x, by: .analytic)
        }
        expect(.approximation(.jointDensity(likelihood: "LogitLikelihood"))) {
            _ = try logit.conditioned(on: data, using: .laplace).logDensity(of: data)
        }
        expect(.inputDimension(expected: 1, found: 2)) {
            _ = try logit.conditioned(on: data, using: .laplace).predictObservations(at: weylPoints(2, dimension: 2))
        }
    }

    @Test func tooFewSteps() throws {
        let process = GaussianProcess(kernel: 4.0 * kernel, likelihood: .poisson)
        let data = try Observations(x, [400, 0, 3])
        let short = LaplaceInference(maximumIterations: 2)
        #expect(throws: ProcessError.self) { try process.conditioned(on: data, using: short) }
        let posterior = try process.conditioned(on: data, using: .laplace)
        #expect(posterior.logEvidence.isFinite && posterior.iterations > 2)
    }

    /// Errors that are equal when their messages are.
    private func expect(_ expected: ProcessError, _ body: () throws -> Void) {
        do {
            try body()
            Issue.record("Nothing was thrown where \(expected) is expected.")
        } catch {
            #expect("\(error)" == "\(expected)")
        }
    }
}
