#if canImport(Glibc)
    import Glibc
#endif
import Likelihoods
import LinearAlgebra
import Testing

/// Expansions far from the data against mpmath with 60 to 700 digits.
@Suite struct FarValueTests {
    @Test(arguments: [
        (-3.0, [-6.60772622151034954, 3.28309865493043651, -0.929440813214731883, 0.0314706728308424879]),
        (-6.5, [-23.9381494951618386, 6.64730136119049069, -0.97915653874676089, 0.00567832261538973539]),
        (-40.0, [-804.608442013753788, 40.0249688472072637, -0.999377331621408611, 0.0000310174403964862483]),
        (-1000.0, [-500007.826694812184, 1000.00099999800001, -0.99999900000599995, 1.99997600029999586e-9]),
    ]) func probit(f: Double, expected: [Double]) {
        // Down to -6 the plain formula loses the digits of its cancelling terms, at most f⁴ of them.
        let relative = f < -6 ? 2e-13 : 1e-11
        expectClose(ProbitLikelihood().expansion(of: 1, at: f), expected, relative: relative)
        let mirrored = ProbitLikelihood().expansion(of: 0, at: -f)
        expectClose(mirrored, [expected[0], -expected[1], expected[2], -expected[3]], relative: relative)
    }

    @Test(arguments: [
        (-40.0, [-784.7208791043177, 39.52528410740751, -0.9993615286869853, 3.220418670851187e-5]),
        (40.0, [-794.633430262412, -39.77512548966258, -0.9993695043210402, -3.16033967621961e-5]),
    ]) func ordinalInsideTwoThresholds(f: Double, expected: [Double]) throws {
        let likelihood = try OrdinalLikelihood(thresholds: [-0.5, 0.25])
        expectClose(likelihood.expansion(of: 1, at: f), expected, relative: 1e-10)
    }

    @Test func ordinalBetweenCloseThresholds() throws {
        let likelihood = try OrdinalLikelihood(thresholds: [0, 1e-6])
        let e = likelihood.expansion(of: 1, at: 3)
        #expect(abs(e.value + 19.23444759116874) < 1e-9)
        #expect(abs(e.first + 2.99999949999975) < 1e-8 && abs(e.second + 1) < 1e-8)
    }

    @Test(arguments: [(-40.0, -39.4522021698477, 1.0), (40.0, -47.07788291333254, -1.0)])
    func beta(f: Double, value: Double, slope: Double) {
        let e = BetaLikelihood(precision: 9).expansion(of: 0.3, at: f)
        #expect(abs(e.value - value) < 1e-12 * abs(value) && abs(e.first - slope) < 1e-14)
        #expect(abs(e.second) < 1e-15 && abs(e.third) < 1e-15)
    }

    @Test func logitAtTheEndsOfTheRange() {
        let e = LogitLikelihood().expansion(of: 1, at: -800)
        #expect(e.value == -800 && e.first == 1 && e.second == 0 && e.third == 0)
        #expect(LogitLikelihood().expansion(of: 1, at: 40).first < 1e-17)
    }

    @Test func predictiveDensityOfDoubleExponentialNoiseFarOut() throws {
        let f = NormalMarginal(mean: 0, variance: 1)
        let found = try LaplaceLikelihood(scale: 0.5).predictiveLogDensity(of: 60, under: f, by: .analytic)
        // Far out only one half counts: v/(2b²) - r/b - log 2b.
        #expect(abs(found - (2 - 120)) < 1e-12)
    }

    private func expectClose(_ e: LogDensityExpansion, _ expected: [Double], relative: Double) {
        for (found, truth) in zip([e.value, e.first, e.second, e.third], expected) {
            #expect(abs(found - truth) <= relative * abs(truth), "\(found) where \(truth) is expected")
        }
    }
}
