import Kernels
import Likelihoods
import LinearAlgebra

/// The laws of every likelihood: densities that integrate to one, derivatives in f and in the parameters equal to
/// differences, curvature of the claimed sign, finite values far from the data, moments and samples of the same
/// distribution, expectations that agree however they are taken, bulk forms equal to single ones, and a support that
/// refuses what lies outside.
///
/// Parameters should be of order one, with at least eight degrees of freedom and mild shapes, so that moments exist and
/// quadrature resolves the density.
public func likelihoodLaws(_ likelihood: some Likelihood, using generator: inout SeededGenerator) -> [Violation] {
    var findings = Findings()
    checkParameters(of: likelihood, &findings)
    checkSupport(likelihood, &generator, &findings)
    checkDensity(likelihood, &findings)
    checkSamples(likelihood, &generator, &findings)
    checkDerivatives(likelihood, &generator, &findings)
    checkParameterSlopes(likelihood, &generator, &findings)
    checkCurvature(likelihood, &generator, &findings)
    checkFarValues(likelihood, &generator, &findings)
    checkBulk(likelihood, &generator, &findings)
    checkExpectations(likelihood, &generator, &findings)
    checkPredictive(likelihood, &generator, &findings)
    return findings.violations
}

/// The values of f at which the laws are checked.
let latentValues = [-2.0, -0.7, 0.1, 1.1, 2.0]

/// The normal variables under which expectations are checked.
let latentMarginals = [
    NormalMarginal(mean: 0.3, variance: 0.25), NormalMarginal(mean: -1.1, variance: 0.6),
]

extension Likelihood {
    /// A few values of y of each f, those where log p has a kink near f left out.
    func samplePairs(using generator: inout SeededGenerator) -> [(y: Double, f: Double)] {
        latentValues.flatMap { f in
            (0..<3).map { _ in (sample(at: f, using: &generator), f) }
        }.filter { isTwiceDifferentiable || abs($0.y - $0.f) > 0.05 }
    }
}
