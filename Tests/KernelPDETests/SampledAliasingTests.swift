import KernelPDE
import Testing

/// Tones above the Nyquist limit are reproduced on the grid to rounding: only rules and off-grid values catch them.
@Suite struct SampledAliasingTests {
    private let offGrid = [0.2345, 1.7071, 3.3003, 4.9123]

    @Test(arguments: [SampledCase.singleSine, .product])
    func whatFoldsToTheUpperFifthIsSuspected(example: SampledCase) throws {
        let solution = try FeatureSolver().solve(example.problem(200))
        #expect(solution.leftOutResidual < 1e-10)
        #expect(example.error { solution.values(at: $0) } > 0.1)
        #expect(solution.resolution == .aliasingSuspected)
        #expect(solution.band.halfWidth == nil)
        #expect(solution.warnings.contains { $0.contains("above 0.8") })
    }

    @Test func whatFoldsLowerIsOnlyWarnedOf() throws {
        let solution = try FeatureSolver().solve(SampledCase.twoTones.problem(200))
        #expect(solution.warnings.contains { $0.contains("cannot show angular frequencies above the Nyquist limit") })
        let nyquist = try #require(solution.nyquistFrequency)
        #expect(abs(nyquist - 99.5) < 1e-9)
    }

    @Test(arguments: [SampledCase.singleSine, .product, .twoTones])
    func checkSamplesCatchEveryFoldedTone(example: SampledCase) throws {
        let solution = try FeatureSolver().solve(example.problem(200, checks: offGrid))
        #expect(solution.resolution == .notResolved)
        #expect(solution.band.halfWidth == nil)
        #expect(solution.warnings.contains { $0.contains("folds") })
    }

    @Test func checkSamplesConfirmARightSolution() throws {
        let solution = try FeatureSolver().solve(SampledCase.singleSine.problem(400, checks: offGrid))
        #expect(solution.resolution == .resolved)
        #expect(try #require(solution.checkResidual) < 1e-9)
        #expect(solution.warnings.isEmpty)
    }

    @Test func checkSamplesClearASuspicion() throws {
        // 90 rad against a limit of 99.5: right, but suspicious until checked.
        let tone = SampledCase(
            name: "cos 90x", lower: 0, upper: 2 * .pi, solution: SampledCase.cosine(90),
            source: { -8100 * SampledCase.cosine(90)($0) })
        #expect(try FeatureSolver().solve(tone.problem(200)).resolution == .aliasingSuspected)
        let checked = try FeatureSolver().solve(tone.problem(200, checks: offGrid))
        #expect(checked.resolution == .resolved)
        #expect(tone.error { checked.values(at: $0) } < 1e-9)
    }
}
