#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Evidence") struct EvidenceTests {
    @Test("Two points by hand") func twoPoints() throws {
        // k(0, 1) = e^-1/2 at lengthscale one; C = [[2, c], [c, 2]] with noise variance one.
        let process = GaussianProcess(kernel: SquaredExponential(lengthscales: 1), noiseVariance: 1)
        let observations = try Observations(Matrix(rows: [[0], [1]]), [1, -2])
        let c = exp(-0.5)
        let determinant = 4 - c * c
        let quadratic = (2 * 1 + 2 * 4 + 2 * c * 2) / determinant
        let expected = -0.5 * (quadratic + log(determinant) + 2 * log(2 * Double.pi))
        #expect(abs(try process.evidence(of: observations).logEvidence - expected) < 1e-14)

        // At x = 0: mean (1, c) C⁻¹ y, variance 1 - (1, c) C⁻¹ (1, c)^T.
        let p = try process.conditioned(on: observations).predict(at: Matrix(rows: [[0]]))
        #expect(abs(p.mean[0] - ((2 - c * c) * 1 + (2 * c - c) * -2) / determinant) < 1e-15)
        #expect(abs(p.variance[0] - (1 - ((2 - c * c) * 1 + (2 * c - c) * c) / determinant)) < 1e-15)
    }

    @Test("One point") func onePoint() throws {
        let process = GaussianProcess(kernel: 2 * SquaredExponential(), noiseVariance: 0.5)
        let evidence = try process.evidence(of: Observations(Matrix(rows: [[3]]), [1]))
        #expect(abs(evidence.logEvidence + 0.5 * (1 / 2.5 + log(2.5) + log(2 * Double.pi))) < 1e-15)
        // d/dv of that is -½ (1/v - 1/v²), times the parameter; the lengthscale does not matter.
        let slope = -0.5 * (1 / 2.5 - 1 / (2.5 * 2.5))
        #expect(largestDifference(evidence.gradient, [2 * slope, 0, 0.5 * slope]) < 1e-15)
    }

    @Test("Agrees with elimination", arguments: [1, 2, 7, 33, 70]) func oracle(count: Int) throws {
        let observations = try smoothData(count)
        let process = standardProcess()
        let expected = Oracle(process, observations).logEvidence
        let value = try process.evidence(of: observations).logEvidence
        #expect(abs(value - expected) < 1e-11 * (abs(expected) + Double(count)))
    }

    @Test("Known noise variances of rows are added to the estimated one") func knownNoise() throws {
        let x = weylPoints(12, dimension: 2)
        let variances = Vector((0..<12).map { 0.01 * Double($0) })
        let observations = try Observations(x, smoothTarget(x), noiseVariances: variances)
        for noise in [nil, 0.05] {
            let process = GaussianProcess(
                kernel: Scaled(variance: 0.8, SquaredExponential(lengthscales: 0.4)), noiseVariance: noise)
            let expected = Oracle(process, observations).logEvidence
            #expect(abs(try process.evidence(of: observations).logEvidence - expected) < 1e-11 * abs(expected))
        }
    }

    @Test("Chain rule: log p(A, B) = log p(A) + log p(B | A)") func chainRule() throws {
        let process = standardProcess()
        let all = try smoothData(50)
        let (a, b) = (try all.rows(0..<31), try all.rows(31..<50))
        let joint = try process.evidence(of: all).logEvidence
        let parts = try process.evidence(of: a).logEvidence + process.conditioned(on: a).logDensity(of: b)
        #expect(abs(joint - parts) < 1e-11 * (abs(joint) + 50))
        // A prior's density of observations is their evidence.
        #expect(abs(try process.logDensity(of: all) - joint) < 1e-11 * (abs(joint) + 50))
    }

    @Test("Scaling values by s shifts the evidence by -n log s", arguments: [1e50, 1e-50])
    func scaledValues(s: Double) throws {
        let observations = try smoothData(30)
        let scaled = try Observations(observations.x, s * observations.y)
        let process = standardProcess()
        var other = process
        other.visitParameters { path, parameter in
            if path.hasSuffix("variance") { parameter.value *= s * s }
            if path == "mean.value" { parameter.value *= s }
        }
        let (a, b) = (try process.evidence(of: observations), try other.evidence(of: scaled))
        #expect(abs(a.logEvidence - 30 * log(s) - b.logEvidence) < 1e-11 * abs(b.logEvidence))
        var gradient = b.gradient
        gradient[gradient.count - 1] *= s
        #expect(largestDifference(a.gradient, gradient) < 1e-10)
    }

    @Test("Scaling inputs and lengthscales by s changes nothing", arguments: [1e50, 1e-50])
    func scaledInputs(s: Double) throws {
        let observations = try smoothData(30)
        let x = observations.x
        let scaled = try Observations(
            Matrix(rowCount: x.rowCount, columnCount: x.columnCount) { s * x[$0, $1] }, observations.y)
        let process = standardProcess()
        var other = process
        other.visitParameters { path, parameter in if path.contains("lengthscale") { parameter.value *= s } }
        let (a, b) = (try process.evidence(of: observations), try other.evidence(of: scaled))
        #expect(abs(a.logEvidence - b.logEvidence) < 1e-10)
        #expect(largestDifference(a.gradient, b.gradient) < 1e-9)
    }
}
