#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Scales") struct ScaleTests {
    static let scales = [1e-50, 1e-20, 1e8, 1e50]

    func process(scale s: Double) -> GaussianProcess {
        GaussianProcess(
            kernel: (1.3 * s * s) * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.7, 1.1])),
            mean: .constant(0.3 * s), noiseVariance: 0.02 * s * s)
    }

    func data(scale s: Double) throws -> Observations {
        let plain = try smoothData(40)
        return try Observations(plain.x, s * plain.y)
    }

    @Test("Evidence, gradient and predictions scale with the targets", arguments: scales) func equivariance(s: Double)
        throws
    {
        let (plain, scaled) = (try data(scale: 1), try data(scale: s))
        let (a, b) = (try process(scale: 1).evidence(of: plain), try process(scale: s).evidence(of: scaled))
        #expect(abs(b.logEvidence + 40 * log(s) - a.logEvidence) < 1e-8)
        // The mean is a real parameter: its gradient has the units of one over the target.
        let last = a.gradient.count - 1
        #expect(largestDifference(a.gradient[..<last], b.gradient[..<last]) < 1e-8)
        #expect(abs(b.gradient[last] * s / a.gradient[last] - 1) < 1e-8)
        let points = weylPoints(25, dimension: 3, skipping: 80)
        let p = try process(scale: 1).conditioned(on: plain).predict(at: points)
        let q = try process(scale: s).conditioned(on: scaled).predict(at: points)
        #expect(largestDifference(p.mean, q.mean / s) < 1e-8)
        #expect(largestDifference(p.variance, q.variance / s / s) < 1e-8)
        let loo = (
            try process(scale: 1).conditioned(on: plain).leaveOneOut(),
            try process(scale: s).conditioned(on: scaled).leaveOneOut()
        )
        #expect(largestDifference(loo.0.mean, loo.1.mean / s) < 1e-8)
    }

    /// The search to the last digit. A maximum is known to the root of the rounding of its value, hence 1e-7 below; the
    /// scaling itself is exact to 1e-8 at given parameters, above.
    let exact = FitOptions(
        stopping: StoppingRules(gradientTolerance: 1e-8, decreaseTolerance: 0, maximumIterations: 300))

    @Test("A standardised fit scales with the targets", arguments: scales) func standardisedFit(s: Double) throws {
        let start = GaussianProcess(
            kernel: 1 * SquaredExponential(lengthscales: .relevance(2)), mean: .constant, noiseVariance: 0.1)
        let points = weylPoints(25, dimension: 2, skipping: 80)
        let plain = try noisyData(40)
        func predictions(_ observations: Observations) throws -> Prediction {
            let standardization = try Standardization(of: observations)
            let fitted = try start.fitted(to: standardization.standardize(observations), options: exact)
            return standardization.restore(fitted.posterior.predict(at: standardization.standardize(points: points)))
        }
        let (p, q) = (try predictions(plain), try predictions(Observations(plain.x, s * plain.y)))
        #expect(largestDifference(p.mean, q.mean / s) < 1e-7)
        #expect(largestDifference(p.variance, q.variance / s / s) < 1e-7)
    }

    @Test("A fit from a start in the units of the targets ends at the scaled parameters", arguments: scales)
    func fit(s: Double) throws {
        let plain = try noisyData(40)
        func fitted(_ s: Double) throws -> Fitted<Posterior> {
            let start = GaussianProcess(
                kernel: (s * s) * SquaredExponential(lengthscales: .relevance(2)), mean: .linear,
                noiseVariance: 0.1 * s * s)
            return try start.fitted(to: Observations(plain.x, s * plain.y), options: exact)
        }
        let (a, b) = (try fitted(1), try fitted(s))
        let expected = [s * s, 1, 1, s * s, s, s, s]
        for (p, scale) in expected.enumerated() {
            #expect(abs(b.process.parameterValues[p] / scale / a.process.parameterValues[p] - 1) < 1e-5)
        }
        #expect(abs(b.report.logEvidence + 40 * log(s) - a.report.logEvidence) < 1e-8)
        let points = weylPoints(25, dimension: 2, skipping: 80)
        #expect(largestDifference(a.posterior.mean(at: points), b.posterior.mean(at: points) / s) < 1e-7)
    }

    @Test("Variances of 1e-300 are right or refused") func tinyVariances() throws {
        let plain = try smoothData(20)
        let tiny = GaussianProcess(
            kernel: 1e-300 * SquaredExponential(lengthscales: 0.7), noiseVariance: 1e-302)
        let reference = GaussianProcess(kernel: 1 * SquaredExponential(lengthscales: 0.7), noiseVariance: 1e-2)
        let points = weylPoints(10, dimension: 3, skipping: 50)
        // With targets of the same size everything scales.
        let small = try Observations(plain.x, 1e-150 * plain.y)
        let (p, q) = (
            try tiny.conditioned(on: small).predict(at: points),
            try reference.conditioned(on: plain).predict(at: points)
        )
        #expect(largestDifference(p.mean / 1e-150, q.mean) < 1e-8)
        #expect(largestDifference(p.variance / 1e-300, q.variance) < 1e-8)
        // With targets of size one the evidence's gradient has 1e300 squared in it: a number or a typed error.
        do {
            let evidence = try tiny.evidence(of: plain)
            #expect(evidence.logEvidence.isFinite && evidence.gradient.allSatisfy(\.isFinite))
        } catch { #expect(error.description.contains("rescale")) }
        let mean = try tiny.conditioned(on: plain).predict(at: points).mean
        #expect(largestDifference(mean, q.mean) < 1e-8)
    }
}
