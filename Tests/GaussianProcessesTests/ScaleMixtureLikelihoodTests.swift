import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Scale mixtures refuse processes with a likelihood")
struct ScaleMixtureLikelihoodTests {
    @Test("Noise inside and outside, with and without known noise")
    func refusal() throws {
        let process = GaussianProcess(kernel: SquaredExponential(), likelihood: .poisson)
        let x = Matrix(rows: [[0], [1], [2]])
        let plain = try Observations(x, [1, 0, 2])
        let known = try Observations(x, [1, 0, 2], noiseVariances: [0.1, 0.1, 0.1])
        let inside = ScaleMixture(of: process, scale: .inverseGamma(shape: 2, rate: 2), noise: .inside)
        let outside = ScaleMixture(of: process, scale: .inverseGamma(shape: 2, rate: 2), noise: .outside)
        for observations in [plain, known] {
            #expect(throws: ProcessError.self) { try inside.evidence(of: observations) }
            #expect(throws: ProcessError.self) { try outside.evidence(of: observations) }
        }
        #expect(throws: ProcessError.self) { try outside.evidence(of: plain, shift: .absolute(0.1)) }
    }
}
