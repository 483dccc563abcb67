import Foundation
import KernelPDE
import LinearAlgebra
import Testing

/// The band from the difference of two fits covers on average; single problems may be missed.
@Suite struct SampledBandTests {
    /// A random u with u'' - 5 u = f on [-1, 1].
    private func example(_ kind: Int, _ generator: inout SeededGenerator) -> SampledCase {
        let count = 1 + generator.integer(below: 4)
        let weights = (0..<count).map { _ in generator.normal() }
        if kind == 0 {
            let tones = (0..<count).map { _ in
                (generator.uniform(from: 3, to: 40), generator.uniform(from: 0, to: 6))
            }
            return SampledCase(
                name: "tones", lower: -1, upper: 1,
                solution: { x in zip(weights, tones).reduce(0) { $0 + $1.0 * cos($1.1.0 * x + $1.1.1) } },
                source: { x in
                    zip(weights, tones).reduce(0) {
                        $0 - $1.0 * ($1.1.0 * $1.1.0 + 5) * cos($1.1.0 * x + $1.1.1)
                    }
                })
        }
        let peaks = (0..<count).map { _ in
            (generator.uniform(from: -0.8, to: 0.8), generator.uniform(from: 0.05, to: 0.3))
        }
        return SampledCase(
            name: "peaks", lower: -1, upper: 1,
            solution: { x in
                zip(weights, peaks).reduce(0) { sum, p in
                    let z = (x - p.1.0) / p.1.1
                    return sum + p.0 * exp(-0.5 * z * z)
                }
            },
            source: { x in
                zip(weights, peaks).reduce(0) { sum, p in
                    let z = (x - p.1.0) / p.1.1
                    return sum + p.0 * exp(-0.5 * z * z) * ((z * z - 1) / (p.1.1 * p.1.1) - 5)
                }
            })
    }

    @Test(arguments: [0, 1])
    func coverage(kind: Int) throws {
        var generator = SeededGenerator(seed: 11, stream: kind)
        var shares: [Double] = []
        for round in 0..<24 {
            let example = example(kind, &generator)
            let points = example.points([30, 45, 60, 90][round % 4])
            let problem = try SampledProblem(
                lower: -1, upper: 1, coefficients: [{ _ in -5 }, { _ in 0 }, { _ in 1 }], points: points,
                values: points.map(example.source),
                conditions: [
                    .dirichlet(at: -1, value: example.solution(-1)), .dirichlet(at: 1, value: example.solution(1)),
                ])
            let solution = try FeatureSolver().solve(problem)
            guard let halfWidth = solution.band.halfWidth else { continue }
            let test = example.points(200)
            let covered = zip(test, solution.values(at: test)).filter { abs(example.solution($0) - $1) <= halfWidth }
            shares.append(Double(covered.count) / 200)
        }
        #expect(shares.count >= 10)
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
