#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

/// A likelihood with a name for test output.
struct LikelihoodCase: Sendable, CustomTestStringConvertible {
    var likelihood: any Likelihood
    var testDescription: String { likelihood.name }

    static func smooth() throws -> [LikelihoodCase] {
        let all: [any Likelihood] = [
            GaussianLikelihood(variance: 0.05), StudentTLikelihood(degreesOfFreedom: 3, scale: 0.2), ProbitLikelihood(),
            LogitLikelihood(), PoissonLikelihood(), NegativeBinomialLikelihood(shape: 2), GammaLikelihood(shape: 4),
            BetaLikelihood(precision: 8), try OrdinalLikelihood(thresholds: [-0.7, 0.1, 1.0]),
        ]
        return all.map(LikelihoodCase.init)
    }
}

/// Observations drawn from a likelihood around a smooth function of 3 coordinates.
func drawnData(_ likelihood: any Likelihood, count: Int, seed: UInt64 = 5) throws -> Observations {
    var generator = SeededGenerator(seed: seed)
    let x = weylPoints(count, dimension: 3)
    let f = smoothTarget(x)
    return try Observations(
        x, Vector((0..<count).map { likelihood.sample(at: 2 * f[$0], using: &generator) }))
}

/// The exact log evidence of two or three observations by a product of Gauss-Hermite rules over the whitened function.
func exactLogEvidence(of process: GaussianProcess, _ likelihood: any Likelihood, _ data: Observations) throws -> Double
{
    let lower = try Cholesky(of: process.kernel.gram(data.x)).lower
    let mean = process.mean.values(at: data.x)
    let rule = GaussHermite(count: 60)
    let (nodes, weights) = (rule.normalNodes, rule.normalWeights)
    let n = data.count
    var total = 0.0
    func visit(_ z: [Double], _ weight: Double) {
        if z.count == n {
            let f = mean + lower * Vector(z)
            total += weight * exp((0..<n).reduce(0) { $0 + likelihood.logDensity(of: data.y[$1], at: f[$1]) })
            return
        }
        for i in nodes.indices where weight * weights[i] > 1e-25 { visit(z + [nodes[i]], weight * weights[i]) }
    }
    visit([], 1)
    return log(total)
}
