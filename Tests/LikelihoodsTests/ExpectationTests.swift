#if canImport(Glibc)
    import Glibc
#endif
import Likelihoods
import LinearAlgebra
import Testing

@Suite struct ExpectationTests {
    let marginal = NormalMarginal(mean: 0.4, variance: 0.3)

    @Test func closedFormsAgreeWithFortyNodes() throws {
        let cases: [(any Likelihood, Double)] = [
            (GaussianLikelihood(variance: 0.5), 1.3), (PoissonLikelihood(), 3), (GammaLikelihood(shape: 2.2), 0.8),
        ]
        for (likelihood, y) in cases {
            let exact = try likelihood.expectedLogDensity(of: y, under: marginal, by: .analytic)
            let nodes = try likelihood.expectedLogDensity(of: y, under: marginal, by: .gaussHermite(40))
            let fewer = try likelihood.expectedLogDensity(of: y, under: marginal, by: .gaussHermite(20))
            #expect(abs(exact - nodes) < 1e-12 && abs(fewer - nodes) < 1e-12)
        }
    }

    @Test func probitAndOrdinalPredictionsAgreeWithFortyNodes() throws {
        for (likelihood, y) in [
            (ProbitLikelihood() as any Likelihood, 1.0), (try OrdinalLikelihood(thresholds: [-1, 0.5]), 1),
        ] {
            let exact = try likelihood.predictiveLogDensity(of: y, under: marginal, by: .analytic)
            let nodes = try likelihood.predictiveLogDensity(of: y, under: marginal, by: .gaussHermite(40))
            #expect(abs(exact - nodes) < 1e-12)
        }
    }

    @Test func askingForAClosedFormThatIsNotThereIsAnError() {
        #expect(throws: LikelihoodError.noClosedForm(likelihood: "LogitLikelihood")) {
            try LogitLikelihood().expectedLogDensity(of: 1, under: marginal, by: .analytic)
        }
    }

    @Test func withoutSpreadAnExpectationIsTheValue() throws {
        let point = NormalMarginal(mean: 0.7, variance: 0)
        for likelihood in try LawfulLikelihoodsTests.all() {
            let y = likelihood.support == .unitInterval ? 0.4 : 1.0
            let expected = likelihood.logDensity(of: y, at: 0.7)
            #expect(abs(try likelihood.expectedLogDensity(of: y, under: point) - expected) < 1e-13)
            #expect(abs(try likelihood.predictiveLogDensity(of: y, under: point) - expected) < 1e-12)
        }
    }

    @Test func tiltedMomentsAgreeWithQuadrature() throws {
        let ordinal = try OrdinalLikelihood(thresholds: [-0.8, 0.6])
        let cases: [(any MomentMatchedLikelihood, Double)] = [
            (ProbitLikelihood(), 0), (ProbitLikelihood(), 1), (ordinal, 0), (ordinal, 1), (ordinal, 2),
        ]
        let rule = GaussHermite(count: 60)
        for (likelihood, y) in cases {
            let found = likelihood.tilted(by: y, marginal)
            func moment(_ g: (Double) -> Double) -> Double {
                rule.expectation(mean: marginal.mean, standardDeviation: marginal.standardDeviation) {
                    g($0) * exp(likelihood.logDensity(of: y, at: $0))
                }
            }
            let mass = moment { _ in 1 }
            let mean = moment { $0 } / mass
            #expect(abs(found.logMass - log(mass)) < 1e-12)
            #expect(abs(found.mean - mean) < 1e-12)
            #expect(abs(found.variance - moment { ($0 - mean) * ($0 - mean) } / mass) < 1e-12)
        }
    }

    @Test(arguments: [0.3, 6, 14, 300, 1e13]) func poissonSamplesOfEveryMethod(mean: Double) {
        var generator = SeededGenerator(seed: 9)
        let count = 20_000
        let draws = (0..<count).map { _ in
            (PoissonLikelihood().sample(at: log(mean), using: &generator) - mean) / mean.squareRoot()
        }
        let average = draws.reduce(0, +) / Double(count)
        let square = draws.reduce(0) { $0 + $1 * $1 } / Double(count)
        #expect(abs(average) < 0.04 && abs(square - 1) < 0.08)
    }
}
