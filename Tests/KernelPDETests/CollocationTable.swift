import KernelPDE
import Kernels
import LinearAlgebra
import Testing

@Suite struct CollocationTable {
    func run(_ example: SampledCase, _ envelope: some SpectralEnvelope, _ top: Double, _ shift: Double) throws {
        let problem = try example.problem(400)
        let solver = LagCollocation(
            kernel: EnvelopeMixture.comb(envelope: envelope, topFrequency: top), shift: .relative(toMeanDiagonal: shift))
        let clock = ContinuousClock()
        let begin = clock.now
        let s = try solver.solve(problem)
        let time = clock.now - begin
        var error = 0.0
        let time2 = clock.measure { error = example.error { s.mean(at: $0) } }
        print(example.name, "mixture", top, error, s.logEvidence, s.training?.evaluations ?? 0, s.training?.iterations ?? 0, s.training?.status.rawValue ?? "-", time, s.kernel.activeComponents().prefix(3).map { $0.frequency.value * 2 * .pi }, time2, s.variance(at: [0.3, 0.5]).array)
    }
    @Test func printTable() throws {
        try run(.singleSine, MaternEnvelope(), 20, 1e-12)
        try run(.singleSine, GaussianEnvelope(), 20, 1e-10)
        try run(.mixedSines, MaternEnvelope(), 30, 1e-12)
        try run(.product, MaternEnvelope(), 20, 1e-12)
        try run(.parabolaAndSine, MaternEnvelope(), 100, 1e-12)
    }
}
