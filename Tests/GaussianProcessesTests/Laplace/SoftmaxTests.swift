#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import Testing

@Suite("Softmax") struct SoftmaxTests {
    private func prior(classCount: Int = 3, variance: Double = 1.5) -> CategoricalProcess {
        CategoricalProcess(
            process: GaussianProcess(kernel: variance * SquaredExponential(lengthscales: 0.15)), classCount: classCount)
    }

    @Test("Gradients agree with differences") func gradients() throws {
        try expectEvidenceGradient(of: prior(), by: .softmax, at: try labelledData(20))
    }

    @Test("Two classes are the logit likelihood of the difference") func twoClasses() throws {
        // f_1 - f_0 has twice the kernel, and the difference of the classes is all that is observed.
        let data = try labelledData(25, classCount: 2)
        let pair = try SoftmaxInference().evidence(of: prior(classCount: 2), given: data).logEvidence
        let single = GaussianProcess(kernel: 3.0 * SquaredExponential(lengthscales: 0.15), likelihood: .logit)
        let one = try LaplaceInference().evidence(of: single, given: data).logEvidence
        #expect(abs(pair - one) < 1e-9)
        let points = Matrix(rows: [[0.1], [0.4], [0.77]])
        let expected = try single.conditioned(on: data, using: .laplace).predictObservations(at: points).mean
        let found = try prior(classCount: 2).conditioned(on: data, using: .softmax)
            .classProbabilities(at: points, draws: 20_000)
        for row in 0..<3 { #expect(abs(found[row, 1] - expected[row]) < 5e-3) }
    }

    @Test("The evidence equals the same formula in C n dimensions") func denseOracle() throws {
        let data = try labelledData(8)
        let prior = prior()
        let (n, count) = (8, 3)
        let gram = prior.process.kernel.gram(data.x)
        // Newton's method on all 24 values at once, with dense matrices.
        let k = Matrix(rowCount: 24, columnCount: 24) { $0 / n == $1 / n ? gram[$0 % n, $1 % n] : 0 }
        var f = Vector(count: 24)
        var w = Matrix(rowCount: 24, columnCount: 24)
        var logLikelihood = 0.0
        var a = Vector(count: 24)
        for _ in 0..<40 {
            var gradient = Vector(count: 24)
            logLikelihood = 0
            w = Matrix(rowCount: 24, columnCount: 24)
            for i in 0..<n {
                let e = (0..<count).map { exp(f[$0 * n + i]) }
                let total = e.reduce(0, +)
                let label = Int(data.y[i])
                logLikelihood += log(e[label] / total)
                for c in 0..<count {
                    gradient[c * n + i] = (c == label ? 1 : 0) - e[c] / total
                    for d in 0..<count {
                        w[c * n + i, d * n + i] = (c == d ? e[c] / total : 0) - e[c] * e[d] / total / total
                    }
                }
            }
            let system = try LU(of: Matrix.identity(24) + w * k)
            a = system.solve(w * f + gradient)
            f = k * a
        }
        let determinant = try LU(of: Matrix.identity(24) + w * k).determinant
        let expected = logLikelihood - 0.5 * dot(a, f) - 0.5 * determinant.logMagnitude
        let found = try SoftmaxInference().evidence(of: prior, given: data).logEvidence
        #expect(abs(found - expected) < 1e-9)
    }

    @Test("Learns three alternating classes, and a fit raises the evidence") func learning() throws {
        let (train, test) = (try labelledData(80), try labelledData(100, seed: 9))
        let start = prior(variance: 1)
        let before = try SoftmaxInference().evidence(of: start, given: train).logEvidence
        let fitted = try start.fitted(to: train, using: .softmax)
        #expect(fitted.report.isConverged && fitted.report.logEvidence > before)
        let probabilities = try fitted.posterior.classProbabilities(at: test.x)
        let hits = (0..<100).count { row in
            let p = probabilities.row(row)
            return p[Int(test.y[row])] == p.max()
        }
        #expect(hits > 88)
    }
}
