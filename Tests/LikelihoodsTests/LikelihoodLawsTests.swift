import KernelLaws
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

/// Each law catches a likelihood that breaks it.
@Suite struct LikelihoodLawsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var law: String
        var specimen: Broken
        var testDescription: String { law }

        init(_ law: String, _ breakIt: (inout Broken) -> Void) {
            self.law = law
            specimen = Broken()
            breakIt(&specimen)
        }
    }

    static let cases = [
        Case("parameter round trip") { $0.ignoresWrites = true },
        Case("samples lie in the support") { $0.support = .positive },
        Case("density integrates to one") { $0.afterExpansion = { e, _ in e.value += 1e-6 } },
        Case("mean of y") { $0.afterMoments = { $0.mean += 1e-4 } },
        Case("variance of y") { $0.afterMoments = { $0.variance *= 1.001 } },
        Case("sample mean") { $0.afterSample = { y, _ in y += 0.05 } },
        Case("sample variance") { $0.afterSample = { y, f in y = f + 1.1 * (y - f) } },
        Case("first derivative in f") { $0.afterExpansion = { e, _ in e.first *= 1 + 1e-6 } },
        Case("second derivative in f") { $0.afterExpansion = { e, _ in e.second *= 1 + 1e-6 } },
        Case("third derivative in f") { $0.afterExpansion = { e, _ in e.third += 1e-6 } },
        Case("one slope a parameter") { $0.forgetsSlopes = true },
        Case("slope of the log density in a parameter") { $0.afterSlope = { $0.value += 1e-6 } },
        Case("slope of the first derivative in a parameter") { $0.afterSlope = { $0.first += 1e-6 } },
        Case("slope of the second derivative in a parameter") { $0.afterSlope = { $0.second += 1e-6 } },
        Case("log concavity") { $0.afterExpansion = { e, f in if f > 5 { e.second = 0.01 } } },
        Case("finite far from the data") { $0.afterExpansion = { e, f in if f >= 40 { e.third = .nan } } },
        Case("bulk expansions") { $0.afterBulk = { $0.first[0] += 1e-12 } },
        Case("expected log density in closed form") { $0.expectationError = 1e-7 },
        Case("predictive density integrates to one") { $0.predictiveError = 1e-6 },
        Case("predictive density") { $0.predictiveError = 1e-7 },
        Case("predictive mean") { $0.predictiveMomentsError.mean = 1e-6 },
        Case("predictive variance") { $0.predictiveMomentsError.variance = 1e-6 },
    ]

    @Test(arguments: cases) func catches(_ example: Case) {
        var generator = SeededGenerator(seed: 4)
        let laws = likelihoodLaws(example.specimen, using: &generator).map(\.law)
        #expect(laws.contains(example.law), "\(laws)")
    }

    @Test func anUnbrokenSpecimenPasses() {
        var generator = SeededGenerator(seed: 4)
        #expect(likelihoodLaws(Broken(), using: &generator) == [])
    }

    @Test func aHiddenKinkIsCaught() {
        var generator = SeededGenerator(seed: 4)
        let laws = likelihoodLaws(HiddenKink(), using: &generator).map(\.law)
        #expect(laws.contains("expected log density by Gauss-Hermite rules"), "\(laws)")
    }

    @Test func statedSlopesAgreeWithTheDefaultOnes() {
        // A likelihood that states no slopes gets them by differences.
        struct Plain: Likelihood {
            var base = NegativeBinomialLikelihood(shape: 1.7)
            var support: Support { base.support }
            mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { base.visitParameters(visit) }
            func expansion(of y: Double, at f: Double) -> LogDensityExpansion { base.expansion(of: y, at: f) }
            func moments(at f: Double) -> ObservationMoments { base.moments(at: f) }
            func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
                base.sample(at: f, using: &generator)
            }
        }
        let plain = Plain()
        let (found, stated) = (plain.parameterSlopes(of: 3, at: 0.4)[0], plain.base.parameterSlopes(of: 3, at: 0.4)[0])
        #expect(abs(found.value - stated.value) < 1e-9)
        #expect(abs(found.first - stated.first) < 1e-9)
        #expect(abs(found.second - stated.second) < 1e-9)
    }
}
