import KernelPDE
import LinearAlgebra
import Optimization
import Testing

@Suite struct CollocationTable {
    @Test func printTable() throws {
        let cases: [(SampledCase, any MixtureEnvelope, Double, Double)] = [
            (.singleSine, Matern52Envelope(), 20, 1e-12), (.singleSine, SquaredExponentialEnvelope(), 20, 1e-10),
            (.mixedSines, Matern52Envelope(), 30, 1e-12), (.product, Matern52Envelope(), 20, 1e-12),
            (.parabolaAndSine, Matern52Envelope(), 100, 1e-12),
        ]
        for (example, envelope, top, shift) in cases {
            let problem = try example.problem(400)
            for tolerance in [nil, 1e-6, 1e-7, 1e-8, 1e-9] {
                let solver = MixtureCollocation(
                    mixture: .comb(envelope: envelope, topFrequency: top), shift: .relative(toMeanDiagonal: shift),
                    minimizer: tolerance.map { BoundedLBFGS(stopping: StoppingRules(gradientTolerance: 1e-3, decreaseTolerance: $0, maximumEvaluations: 400)) })
                let clock = ContinuousClock()
                var solution: CollocationSolution?
                let time = try clock.measure { solution = try solver.solve(problem) }
                if let s = solution {
                    print(example.name, envelope.label, tolerance ?? 0, example.error { s.mean(at: $0) }, s.logEvidence, s.training?.evaluations ?? 0, s.training?.iterations ?? 0, s.training?.status.rawValue ?? "-", time, s.activeComponents().prefix(3).map(\.angularFrequency))
                }
            }
        }
    }
}
