import KernelPDE
import LinearAlgebra
import Testing

@Suite struct CollocationTable {
    @Test func printTable() throws {
        let cases: [(SampledCase, any MixtureEnvelope, Double, Double)] = [
            (.singleSine, Matern52Envelope(), 20, 1e-12), (.singleSine, SquaredExponentialEnvelope(), 20, 1e-10),
            (.mixedSines, Matern52Envelope(), 30, 1e-12), (.product, Matern52Envelope(), 20, 1e-12),
            (.parabolaAndSine, Matern52Envelope(), 100, 1e-12),
            (.singleSine, Matern52Envelope(), 20.6, 1e-12), (.mixedSines, Matern52Envelope(), 130, 1e-12),
            (.bump, SquaredExponentialEnvelope(), 130, 1e-10),
        ]
        for (example, envelope, top, shift) in cases {
            let problem = try example.problem(400)
            let solver = MixtureCollocation(
                mixture: .comb(envelope: envelope, topFrequency: top), shift: .relative(toMeanDiagonal: shift))
            let clock = ContinuousClock()
            var solution: CollocationSolution?
            let time = try clock.measure { solution = try solver.solve(problem) }
            var error = 0.0
            let time2 = clock.measure { error = example.error { solution!.mean(at: $0) } }
            if let s = solution {
                print(
                    example.name, envelope.label, top, error, s.logEvidence, s.training?.evaluations ?? 0,
                    s.training?.iterations ?? 0, s.training?.status.rawValue ?? "-", time,
                    s.activeComponents().prefix(3).map(\.angularFrequency), time2, s.variance(at: [0.3, 0.5]).array)
            }
        }
    }
}
