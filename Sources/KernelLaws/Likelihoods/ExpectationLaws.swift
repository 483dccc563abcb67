#if canImport(Glibc)
    import Glibc
#endif
import Likelihoods
import LinearAlgebra

/// E log p(y | f): the closed form, 40 Gauss-Hermite nodes and samples agree with panels of Gauss-Legendre rules.
func checkExpectations<L: Likelihood>(
    _ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings
) {
    for marginal in latentMarginals {
        for y in likelihood.values(under: marginal, using: &generator) {
            let place = "y = \(y) under \(marginal)"
            let exact = marginal.expectation(kink: y) { likelihood.logDensity(of: y, at: $0) }
            let scale = 1 + abs(exact)
            if let closed = likelihood.closedFormExpectation(of: y, under: marginal) {
                findings.requireEqual(
                    "expected log density in closed form", closed, exact, tolerance: 1e-9 * scale, place)
            }
            func found(_ method: Expectation) -> Double {
                (try? likelihood.expectedLogDensity(of: y, under: marginal, by: method)) ?? .nan
            }
            if likelihood.isTwiceDifferentiable {
                findings.requireEqual(
                    "expected log density by Gauss-Hermite rules", found(.gaussHermite(40)), exact,
                    tolerance: 1e-5 * scale, place)
            }
            let square = marginal.expectation(kink: y) {
                let deviation = likelihood.logDensity(of: y, at: $0) - exact
                return deviation * deviation
            }
            let count = 4000
            findings.requireEqual(
                "expected log density by samples", found(.sampled(count, seed: generator.next())), exact,
                tolerance: 6 * (square / Double(count)).squareRoot() + 1e-12, place)
        }
    }
}

/// p(y) integrates to one, and its closed forms agree with quadrature over f.
func checkPredictive<L: Likelihood>(_ likelihood: L, _ generator: inout SeededGenerator, _ findings: inout Findings) {
    for marginal in latentMarginals {
        if likelihood.isTwiceDifferentiable || likelihood.closedFormPredictive(of: 0, under: marginal) != nil {
            let total = likelihood.support.integral(around: marginal.mean) { y in
                exp((try? likelihood.predictiveLogDensity(of: y, under: marginal)) ?? .nan)
            }
            findings.requireEqual("predictive density integrates to one", total, 1, tolerance: 1e-7, "\(marginal)")
        }
        for y in likelihood.values(under: marginal, using: &generator) {
            let exact = log(marginal.expectation(kink: y) { exp(likelihood.logDensity(of: y, at: $0)) })
            let found = (try? likelihood.predictiveLogDensity(of: y, under: marginal)) ?? .nan
            let isClosed = likelihood.closedFormPredictive(of: y, under: marginal) != nil
            findings.requireEqual(
                "predictive density", found, exact, tolerance: isClosed ? 1e-9 : 1e-3, "y = \(y) under \(marginal)")
        }
        guard let moments = try? likelihood.predictiveMoments(under: marginal), moments.variance.isFinite else {
            continue
        }
        let mean = marginal.expectation(kink: marginal.mean) { likelihood.moments(at: $0).mean }
        let variance = marginal.expectation(kink: marginal.mean) {
            let given = likelihood.moments(at: $0)
            return given.variance + (given.mean - mean) * (given.mean - mean)
        }
        findings.requireEqual(
            "predictive mean", moments.mean, mean, tolerance: 1e-8 * (1 + abs(mean)), "\(marginal)")
        findings.requireEqual(
            "predictive variance", moments.variance, variance, tolerance: 1e-8 * (1 + variance), "\(marginal)")
    }
}

extension Likelihood {
    fileprivate func values(under f: NormalMarginal, using generator: inout SeededGenerator) -> [Double] {
        (0..<3).map { _ in sample(at: f.mean, using: &generator) }
    }
}
