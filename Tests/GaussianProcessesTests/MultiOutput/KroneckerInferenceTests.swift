import GaussianProcesses
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Complete observations of several outputs")
struct KroneckerInferenceTests {
    static let kernel = Coregionalized(
        1.3 * Matern52(lengthscales: .perCoordinate([0.7, 1.4])),
        outputs: Categorical(loadings: [[1, 0.5], [-0.3, 2], [0, 0.7]], ownVariances: [0.1, 0.2, 0.3]))

    /// Twelve inputs with three outputs each, the outputs of one input scattered over the rows.
    static let observations: Observations = {
        var generator = SeededGenerator(seed: 71)
        let inputs = Matrix(rowCount: 12, columnCount: 2) { _, _ in generator.normal() }
        let x = Matrix(rowCount: 36, columnCount: 3) { row, c in
            let (i, a) = row < 24 ? (row / 2, row % 2) : (row - 24, 2)
            return c == 2 ? Double(a) : inputs[i, c]
        }
        let y = Vector((0..<36).map { 0.4 + x[$0, 0] * (1 + x[$0, 2]) + 0.3 * generator.normal() })
        guard let observations = try? Observations(x, y) else { preconditionFailure("valid observations") }
        return observations
    }()

    @Test("Evidence and gradient are those of the dense kernel", arguments: [true, false])
    func evidence(hasMean: Bool) throws {
        let process =
            hasMean
            ? GaussianProcess(kernel: Self.kernel, mean: .constant, noiseVariance: 0.2)
            : GaussianProcess(kernel: Self.kernel, noiseVariance: 0.2)
        let fast = try KroneckerInference().evidence(of: process, given: Self.observations)
        let dense = try process.evidence(of: Self.observations)
        #expect(abs(fast.logEvidence - dense.logEvidence) <= 1e-11 * abs(dense.logEvidence))
        #expect(fast.gradient.count == dense.gradient.count)
        let scale = dense.gradient.reduce(0) { max($0, abs($1)) }
        for (a, b) in zip(fast.gradient, dense.gradient) { #expect(abs(a - b) <= 1e-10 * scale) }
    }

    @Test("Predictions and covariances are those of the dense kernel")
    func predictions() throws {
        let process = GaussianProcess(kernel: Self.kernel, noiseVariance: 0.2)
        let fast = try process.conditioned(on: Self.observations, using: .kronecker)
        let dense = try process.conditioned(on: Self.observations)
        var generator = SeededGenerator(seed: 72)
        let x = Matrix(rowCount: 15, columnCount: 3) { i, c in c == 2 ? Double(i % 3) : 1.5 * generator.normal() }
        let (a, b) = (fast.predict(at: x), dense.predict(at: x))
        let (ca, cb) = (fast.covariance(at: x), dense.covariance(at: x))
        for i in 0..<15 {
            #expect(abs(a.mean[i] - b.mean[i]) <= 1e-11 && abs(a.variance[i] - b.variance[i]) <= 1e-11)
            for j in 0..<15 { #expect(abs(ca[i, j] - cb[i, j]) <= 1e-11) }
        }
        #expect(abs(fast.logEvidence - dense.logEvidence) <= 1e-11 * abs(dense.logEvidence))
    }

    @Test("A fit reaches the evidence that the dense kernel's fit reaches")
    func fit() throws {
        let process = GaussianProcess(kernel: Self.kernel, noiseVariance: 0.2)
        let fast = try process.fitted(to: Self.observations, using: .kronecker)
        let dense = try process.fitted(to: Self.observations)
        #expect(fast.report.isConverged)
        #expect(abs(fast.report.logEvidence - dense.report.logEvidence) <= 1e-3)
    }

    @Test("What is no product is refused, and the message names it")
    func refusals() throws {
        func message(_ kernel: any Kernel, _ observations: Observations) -> String {
            do {
                _ = try KroneckerInference().evidence(
                    of: GaussianProcess(kernel: kernel, noiseVariance: 0.2), given: observations)
                return "accepted"
            } catch { return "\(error)" }
        }
        let full = Self.observations
        #expect(message(Self.kernel, try full.rows(0..<35)).contains("output 2 has 11 observations"))
        #expect(message(Self.kernel, try full.rows([0, 3, 24, 2, 1, 25])).contains("other inputs"))
        #expect(message(Matern52(), full).contains("not one kernel"))
        let noisy = Coregionalized(Matern32() + White(variance: 0.1), outputs: Categorical(levels: 3))
        #expect(message(noisy, full).contains("white term"))
        let two = Coregionalized(Matern32(), outputs: Categorical(levels: 2))
        #expect(message(two, full).contains("last column"))
        let known = try Observations(full.x, full.y, noiseVariances: Vector(count: 36))
        #expect(message(Self.kernel, known).contains("single rows"))
    }
}
