import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Gradients of approximate evidence") struct LaplaceGradientTests {
    @Test("Laplace agrees with differences in the free coordinates", arguments: try LikelihoodCase.smooth())
    func laplace(_ example: LikelihoodCase) throws {
        let process = GaussianProcess(
            kernel: 1.1 * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.7, 1.1])) + White(variance: 0.02),
            mean: LinearMean(intercept: 0.1, slopes: [0.4, -0.3, 0.2]), likelihood: example.likelihood)
        try expectGradient(of: process, by: .laplace, at: try drawnData(example.likelihood, count: 25))
    }

    @Test("Laplace agrees with differences where the posterior has negative curvatures") func outliers() throws {
        var data = try drawnData(StudentTLikelihood(degreesOfFreedom: 3, scale: 0.1), count: 25)
        var y = data.y
        for row in [2, 9, 17] { y[row] += row == 9 ? -3 : 2 }
        data = try Observations(data.x, y)
        let likelihood = StudentTLikelihood(degreesOfFreedom: 3, scale: 0.1)
        let process = GaussianProcess(
            kernel: SquaredExponential(lengthscales: 0.8), mean: .constant(0.1), likelihood: likelihood)
        let posterior = try process.conditioned(on: data, using: .laplace)
        let f = posterior.predict(at: data.x).mean
        #expect(likelihood.expansions(of: data.y, at: f).second.contains { $0 > 0 })
        try expectGradient(of: process, by: .laplace, at: data)
    }

    @Test("Expectation propagation agrees with differences", arguments: [2, 8])
    func propagation(_ index: Int) throws {
        let likelihood = try LikelihoodCase.smooth()[index].likelihood
        let process = GaussianProcess(
            kernel: 1.4 * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.7, 1.1])),
            mean: .constant(0.2), likelihood: likelihood)
        try expectGradient(
            of: process, by: ExpectationPropagation(tolerance: 1e-13), at: try drawnData(likelihood, count: 20))
    }

    private func expectGradient<Method: Inference>(
        of process: GaussianProcess, by method: Method, at data: Observations
    ) throws where Method.Conditioned.Prior == GaussianProcess {
        let gradient = try method.evidence(of: process, given: data).gradient
        #expect(gradient.count == process.parameterCount)
        let largest = gradient.reduce(1) { max($0, abs($1)) }
        for (index, named) in process.parameters.enumerated() {
            let domain = named.parameter.domain
            let center = domain.freeCoordinate(of: named.parameter.value)
            let (slope, order) = try differenceDerivative(step: 1e-3) { offset in
                var moved = process
                moved.updateParameter(at: named.path) { $0.value = domain.value(at: center + offset) }
                return try method.evidence(of: moved, given: data).logEvidence
            }
            #expect(abs(slope - gradient[index]) < 2e-7 * largest, "\(named.path), order \(order)")
        }
    }
}
