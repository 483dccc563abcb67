import KernelPDE
import Testing

/// A small version of the study in `Benchmarks/PDE` (240 problems a class): wide limits, for 16 problems are few.
@Suite struct InverseCoverageTests {
    @Test(arguments: [RandomInverseProblems.Kind.diffusionGivenNoise, .diffusionUnknownNoise, .source, .diffusionField])
    func bandsHoldTheTruth(_ kind: RandomInverseProblems.Kind) throws {
        var problems = RandomInverseProblems(seed: 5)
        var constants: [Bool] = []
        var functions: [String: [Double]] = [:]
        for _ in 0..<16 {
            let found = try RandomInverseProblems.coverage(try problems.next(kind))
            constants += found.constants
            for (name, shares) in found.functions { functions[name, default: []] += shares }
        }
        if !constants.isEmpty { #expect(constants.filter { $0 }.count >= 13) }
        for (name, shares) in functions {
            let mean = shares.reduce(0, +) / Double(shares.count)
            #expect(mean > 0.85, "\(name): \(mean)")
        }
    }
}
