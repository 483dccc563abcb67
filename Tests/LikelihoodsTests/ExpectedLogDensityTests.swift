import Kernels
import Likelihoods
import LinearAlgebra
import Testing

/// E log p with its slopes, which variational inference is made of, against differences of the expectation.
@Suite struct ExpectedLogDensityTests {
    static let marginals = [NormalMarginal(mean: 0.3, variance: 0.4), NormalMarginal(mean: -1.1, variance: 1.7)]

    @Test(arguments: try LawfulLikelihoodsTests.all().indices) func slopesAgreeWithDifferences(index: Int) throws {
        let likelihood = try LawfulLikelihoodsTests.all()[index]
        var generator = SeededGenerator(seed: 3)
        for marginal in Self.marginals {
            let y = likelihood.sample(at: marginal.mean, using: &generator)
            func value(_ likelihood: any Likelihood, _ mean: Double, _ variance: Double) throws -> Double {
                try likelihood.expectedLogDensity(of: y, under: NormalMarginal(mean: mean, variance: variance))
            }
            let (m, v) = (marginal.mean, marginal.variance)
            let found = likelihood.expectedExpansion(of: y, under: marginal)
            let scale = 1 + abs(found.value)
            #expect(abs(found.value - (try value(likelihood, m, v))) < 1e-9 * scale)
            #expect(abs(found.meanSlope - (try slope { try value(likelihood, m + $0, v) })) < 1e-7 * scale)
            // Forty nodes hold the curvature of a density with outliers to some 1e-5.
            #expect(abs(found.varianceSlope - (try slope { try value(likelihood, m, v + $0) })) < 1e-4 * scale)

            let slopes = likelihood.expectedParameterSlopes(of: y, under: marginal)
            #expect(slopes.count == likelihood.parameterCount)
            for (position, named) in likelihood.parameters.enumerated() {
                let expected = try slope { offset in
                    var moved = likelihood
                    moved.updateParameter(at: named.path) { $0.value += offset }
                    return try value(moved, m, v)
                }
                #expect(abs(slopes[position] - expected) < 1e-7 * (scale + abs(expected)), "\(named.path)")
            }
        }
    }

    @Test func withoutSpreadItIsTheExpansion() {
        let point = NormalMarginal(mean: 0.7, variance: 0)
        for likelihood in [LaplaceLikelihood(scale: 0.5) as any Likelihood, PoissonLikelihood(), LogitLikelihood()] {
            let (found, expected) = (
                likelihood.expectedExpansion(of: 1, under: point), likelihood.expansion(of: 1, at: 0.7)
            )
            #expect(abs(found.value - expected.value) < 1e-14 && abs(found.meanSlope - expected.first) < 1e-14)
        }
    }

    /// The central difference of fourth order.
    private func slope(_ f: (Double) throws -> Double) rethrows -> Double {
        let h = 1e-3
        return try (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h)
    }
}
