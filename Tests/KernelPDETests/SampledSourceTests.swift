import KernelPDE
import LinearAlgebra
import Testing

/// The table of sampled sources: errors, and the choice against the best candidate.
@Suite struct SampledSourceTests {
    struct Row: Sendable {
        var example: SampledCase
        var count: Int
        var error: Double
        var resolution: SampledSolution.Resolution = .resolved
    }

    /// The errors are those of the reference times about five.
    static let resolved = [
        Row(example: .singleSine, count: 400, error: 1e-10),
        Row(example: .mixedSines, count: 200, error: 1e-13), Row(example: .mixedSines, count: 400, error: 1e-13),
        Row(example: .product, count: 400, error: 5e-11),
        Row(example: .parabolaAndSine, count: 200, error: 5e-11),
        Row(example: .parabolaAndSine, count: 400, error: 5e-11),
        Row(example: .twoTones, count: 400, error: 1e-9),
        Row(example: .bump, count: 200, error: 1e-13), Row(example: .bump, count: 400, error: 1e-13),
        Row(example: .layer, count: 200, error: 5e-12), Row(example: .layer, count: 400, error: 1e-12),
        Row(example: .chirp, count: 400, error: 2e-8),
        Row(example: .kink, count: 200, error: 2e-4, resolution: .approximate),
        Row(example: .kink, count: 400, error: 2e-5, resolution: .approximate),
        Row(example: .root, count: 200, error: 5e-7, resolution: .approximate),
        Row(example: .root, count: 400, error: 7e-8),
    ]

    @Test(arguments: resolved)
    func resolvedRows(row: Row) throws {
        let solution = try FeatureSolver().solve(row.example.problem(row.count))
        #expect(row.example.error { solution.values(at: $0) } < row.error, "\(row.example.name)")
        #expect(solution.resolution == row.resolution)
        #expect(solution.warnings.contains { $0.contains("Nyquist") })
        #expect(solution.candidates.contains { $0.label == solution.chosen })
    }

    @Test(arguments: resolved.filter { $0.count == 200 || $0.example.name == "|x - .37|^3" })
    func theChoiceIsWithinTenTimesOfTheBestCandidate(row: Row) throws {
        let problem = try row.example.problem(row.count)
        func error(_ solver: FeatureSolver) throws -> Double {
            row.example.error { points in (try? solver.solve(problem).values(at: points)) ?? Vector(count: points.count)
            }
        }
        let chosen = try error(FeatureSolver())
        var best = chosen
        for tolerance in [1e-10, 1e-6] {
            best = min(
                best,
                try error(FeatureSolver(frequencyTolerances: [tolerance], legendreDegrees: [], combFractions: [])))
        }
        for degree in FeatureSolver().legendreDegrees {
            best = min(
                best, try error(FeatureSolver(frequencyTolerances: [], legendreDegrees: [degree], combFractions: [])))
        }
        for fraction in FeatureSolver().combFractions {
            best = min(
                best, try error(FeatureSolver(frequencyTolerances: [], legendreDegrees: [], combFractions: [fraction])))
        }
        // Below 1e-13 the ratio of two roundings says nothing.
        #expect(chosen < max(10 * best, 1e-13), "\(row.example.name): \(chosen) against \(best)")
    }

    @Test(arguments: [(SampledCase.chirp, 200), (.fastChirp, 200), (.fastChirp, 400)])
    func underResolvedChirpsAreReported(example: SampledCase, count: Int) throws {
        let solution = try FeatureSolver().solve(example.problem(count))
        #expect(solution.resolution == .notResolved)
        #expect(solution.leftOutResidual > 1e-2)
        #expect(solution.band.halfWidth == nil)
        #expect(solution.warnings.contains { $0.hasPrefix("Not resolved") })
    }

    @Test func frequenciesAreReported() throws {
        let solution = try FeatureSolver().solve(SampledCase.product.problem(400))
        let found = solution.frequencies.map(\.angularFrequency)
        #expect(found.count == 2)
        #expect(abs(found[0] - 94) < 1e-9 && abs(found[1] - 106) < 1e-9)
    }

    @Test func laterStagesAreSkippedOnceRoundingIsReached() throws {
        let solution = try FeatureSolver().solve(SampledCase.singleSine.problem(400))
        #expect(solution.candidates.filter { $0.leftOutResidual != nil }.count <= 2)
        #expect(solution.candidates.count >= 10)
        #expect(solution.candidates.allSatisfy { ($0.leftOutResidual == nil) == ($0.reasonSkipped != nil) })
    }
}
