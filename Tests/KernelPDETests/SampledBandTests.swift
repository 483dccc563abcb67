import Foundation
import KernelPDE
import LinearAlgebra
import Testing

/// The band from the difference of two fits covers on average; single problems may be missed.
@Suite struct SampledBandTests {
    @Test(arguments: [RandomSampledProblems.Class.maternLike, .tones, .peaks, .kinks])
    func coverage(kind: RandomSampledProblems.Class) throws {
        var generator = RandomSampledProblems(seed: 11)
        var shares: [Double] = []
        for round in 0..<24 {
            let item = try generator.next(kind, sampleCount: [30, 45, 60, 90][round % 4])
            let solution = try FeatureSolver().solve(item.problem)
            guard let halfWidth = solution.band.halfWidth else { continue }
            shares.append(
                RandomSampledProblems.coverage(of: solution, truth: item.truth, halfWidth: halfWidth).share)
        }
        #expect(shares.count >= 8)
        #expect(shares.reduce(0, +) / Double(shares.count) > 0.95)
    }

    @Test func aKinkIsNotCalledRounding() throws {
        let example = SampledCase.kink
        let solution = try FeatureSolver().solve(example.problem(400))
        guard case .aPosteriori(let halfWidth) = solution.band else {
            Issue.record("The band is \(solution.band).")
            return
        }
        let test = example.points(300)
        let covered = zip(test, solution.values(at: test)).filter { abs(example.solution($0) - $1) <= halfWidth }
        #expect(covered.count > 270)
    }
}
