import Foundation
import Kernels
import LinearAlgebra
import Testing

@Suite("Priors") struct PriorTests {
    static let priors: [Prior] = [
        .logNormal(mean: 0.3, standardDeviation: 0.7), .gamma(shape: 2.5, rate: 1.7),
        .inverseGamma(shape: 3, rate: 2), .halfNormal(standardDeviation: 1.3), .halfCauchy(scale: 0.8),
        .horseshoe(scale: 0.6), .dimensionScaled(20),
    ]

    @Test("Densities integrate to one", arguments: priors) func normalisation(prior: Prior) {
        // The trapezoidal rule in log v.
        let step = 0.01
        let total = (-6000...6000).reduce(0.0) { sum, k in
            let u = Double(k) * step
            return sum + exp(prior.logDensity(exp(u)) + u) * step
        }
        #expect(abs(total - 1) < 1e-9)
    }

    @Test("Slopes are derivatives", arguments: priors) func slopes(prior: Prior) {
        for v in [1e-3, 0.1, 0.7, 0.9, 1.4, 30, 1e4] {
            let h = 1e-3 * v
            func difference(_ h: Double) -> Double { (prior.logDensity(v + h) - prior.logDensity(v - h)) / (2 * h) }
            let expected = (4 * difference(h / 2) - difference(h)) / 3
            #expect(abs(prior.logDensitySlope(v) - expected) < 1e-8 * (abs(expected) + 1 / v))
        }
    }

    @Test("Draws follow the density", arguments: priors) func draws(prior: Prior) {
        var generator = SeededGenerator(seed: 4)
        let sample = (0..<4000).map { _ in prior.sample(using: &generator) }
        for cut in [0.2, 0.7, 1.5, 6.0] {
            let step = 0.01
            let expected = (-6000...0).reduce(0.0) { sum, k in
                let u = Double(k) * step + log(cut)
                return sum + (k == 0 ? 0.5 : 1) * exp(prior.logDensity(exp(u)) + u) * step
            }
            let share = Double(sample.filter { $0 <= cut }.count) / 4000
            #expect(abs(share - expected) < 4 * (expected * (1 - expected) / 4000).squareRoot() + 1e-6)
        }
    }

    @Test("The horseshoe is the mixture of half-normals it claims to be") func horseshoe() {
        let prior = Prior.horseshoe(scale: 0.6)
        for v in [0.01, 0.5, 3] {
            let step = 0.01
            let expected = (-4000...4000).reduce(0.0) { sum, k in
                let u = Double(k) * step
                let local = exp(u)
                let inner = Prior.halfNormal(standardDeviation: 0.6 * local).logDensity(v)
                return sum + exp(inner + Prior.halfCauchy(scale: 1).logDensity(local) + u) * step
            }
            #expect(abs(prior.logDensity(v) - log(expected)) < 1e-9)
        }
    }

    @Test("Far out and near zero nothing overflows") func extremes() {
        for prior in [Prior.halfCauchy(scale: 1), .horseshoe(scale: 1)] {
            for v in [1e-200, 1e200] {
                #expect(prior.logDensity(v).isFinite && prior.logDensitySlope(v).isFinite)
            }
            #expect(abs(prior.logDensitySlope(1e160) * 1e160 + 2) < 1e-12)
        }
    }

    @Test("Lengthscale priors grow with the root of the dimension and reach every lengthscale") func dimension() {
        #expect(Prior.dimensionScaled(1) == .logNormal(mean: 2.0.squareRoot(), standardDeviation: 3.0.squareRoot()))
        guard case .logNormal(let mean, _) = Prior.dimensionScaled(100) else {
            Issue.record("not log-normal")
            return
        }
        #expect(abs(mean - 2.0.squareRoot() - log(10.0)) < 1e-15)
        let kernel = 2 * SquaredExponential(lengthscales: .relevance(3)) + RationalQuadratic(lengthscales: 2)
        let given = kernel.assigningLengthscalePriors(dimension: 3).parameters
        for named in given {
            #expect((named.parameter.prior == .dimensionScaled(3)) == named.path.contains("lengthscale"))
        }
        #expect(given.contains { $0.parameter.prior == nil })
    }
}
