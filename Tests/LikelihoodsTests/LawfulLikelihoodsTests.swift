import KernelLaws
import Likelihoods
import LinearAlgebra
import Testing

/// Every likelihood obeys the laws of all.
@Suite struct LawfulLikelihoodsTests {
    static func all() throws -> [any Likelihood] {
        [
            GaussianLikelihood(variance: 0.6), StudentTLikelihood(degreesOfFreedom: 8, scale: 0.9),
            LaplaceLikelihood(scale: 0.7), ProbitLikelihood(), LogitLikelihood(), PoissonLikelihood(),
            NegativeBinomialLikelihood(shape: 2.5), GammaLikelihood(shape: 3.5), BetaLikelihood(precision: 9),
            try OrdinalLikelihood(thresholds: [-0.9, 0.2, 1.4]),
        ]
    }

    @Test(arguments: try all().indices) func obeysTheLaws(index: Int) throws {
        let likelihood = try Self.all()[index]
        var generator = SeededGenerator(seed: 11)
        #expect(likelihoodLaws(likelihood, using: &generator) == [])
    }
}
