#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

/// Three classes of points on a line, alternating.
func labelledData(_ count: Int, seed: UInt64 = 4, classCount: Int = 3) throws -> Observations {
    var generator = SeededGenerator(seed: seed)
    let x = Matrix(rowCount: count, columnCount: 1) { _, _ in generator.uniform() }
    let y = Vector((0..<count).map { Double(Int(x[$0, 0] * 2 * Double(classCount)) % classCount) })
    return try Observations(x, y)
}

@Suite("Robust maximum") struct RobustMaxTests {
    private func prior(classCount: Int = 3) -> CategoricalProcess {
        CategoricalProcess(
            process: GaussianProcess(kernel: 1.5 * SquaredExponential(lengthscales: 0.15)), classCount: classCount,
            link: .robustMax(error: 1e-2))
    }

    @Test("Gradients agree with differences") func gradients() throws {
        try expectEvidenceGradient(
            of: prior(), by: RobustMaxInference(tolerance: 1e-11), at: try labelledData(20), tolerance: 1e-6)
    }

    @Test("The bound lies below the evidence of one observation, which symmetry gives") func oneObservation() throws {
        // Before observations every class is as probable as the others.
        for count in 2...4 {
            let data = try Observations(Matrix(rows: [[0.3]]), [1])
            let bound = try RobustMaxInference().evidence(of: prior(classCount: count), given: data).logEvidence
            #expect(bound <= -log(Double(count)) + 1e-9)
            #expect(bound > -log(Double(count)) - 0.8, "\(count): \(bound)")
        }
    }

    @Test("Learns three alternating classes") func learning() throws {
        let (train, test) = (try labelledData(90), try labelledData(100, seed: 9))
        let posterior = try prior().conditioned(on: train, using: .robustMax)
        let probabilities = try posterior.classProbabilities(at: test.x)
        var hits = 0
        for row in 0..<100 {
            let p = probabilities.row(row)
            #expect(abs(p.sum - 1) < 1e-12 && p.allSatisfy { $0 > 0 })
            if p[Int(test.y[row])] == p.max() { hits += 1 }
        }
        #expect(hits > 85)
    }

    @Test("The other link, other labels and other methods are refused") func refusals() throws {
        let data = try labelledData(6)
        #expect(throws: ProcessError.self) { try SoftmaxInference().evidence(of: prior(), given: data) }
        let four = try Observations(data.x, [0, 1, 2, 3, 0, 1])
        #expect(throws: ProcessError.self) { try RobustMaxInference().evidence(of: prior(), given: four) }
    }
}
