import KernelPDE
import LinearAlgebra
import Testing

@Suite struct SampledTable {
    @Test func printTable() throws {
        for example in SampledCase.all {
            for count in [200, 400] {
                let problem = try example.problem(count)
                let clock = ContinuousClock()
                var best = Duration.seconds(100)
                for _ in 0..<3 { best = min(best, try clock.measure { _ = try FeatureSolver().solve(problem) }) }
                let solution = try FeatureSolver().solve(problem)
                print(
                    example.name, count, solution.chosen, solution.leftOutResidual, solution.resolution,
                    example.error { solution.values(at: $0) }, best, solution.band, solution.warnings.count)
            }
        }
    }
}
