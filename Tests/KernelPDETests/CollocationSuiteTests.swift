import KernelPDE
import Kernels
import LinearAlgebra
import Testing

/// GP-HM's kernel, comb and start on its own problems, 400 points: untrained errors and those after training.
@Suite struct CollocationSuiteTests {
    private func solve<E: SpectralEnvelope>(
        _ example: SampledCase, _ envelope: E, top: Double, shift: Double, trained: Bool
    ) throws -> (solution: CollocationSolution<EnvelopeMixture<E>>, error: Double) {
        var solver = LagCollocation(
            kernel: EnvelopeMixture.comb(envelope: envelope, topFrequency: top),
            shift: .relative(toMeanDiagonal: shift))
        if !trained { solver.minimizer = nil }
        let solution = try solver.solve(example.problem(400))
        return (solution, example.error { solution.mean(at: $0) })
    }

    @Test func untrainedErrorsAreThoseOfTheReference() throws {
        let student = MaternEnvelope()
        let rows = [
            (SampledCase.singleSine, 20.0, 3.1e-4), (.mixedSines, 30, 4.2e-5), (.product, 20, 1.2e-3),
        ]
        for (example, top, expected) in rows {
            let error = try solve(example, student, top: top, shift: 1e-12, trained: false).error
            #expect(abs(error - expected) < 0.05 * expected, "\(example.name): \(error)")
        }
        let spectral = try solve(.singleSine, GaussianEnvelope(), top: 20, shift: 1e-10, trained: false).error
        #expect(abs(spectral - 3.2e-5) < 0.05 * 3.2e-5)
    }

    @Test(
        arguments: [
            (SampledCase.singleSine, 20.0, 1e-7), (.mixedSines, 30, 1e-8), (.product, 20, 1e-6),
        ])
    func trainedStudentMixtures(example: SampledCase, top: Double, target: Double) throws {
        let (solution, error) = try solve(example, MaternEnvelope(), top: top, shift: 1e-12, trained: true)
        #expect(error < target)
        #expect(solution.logEvidence > solution.initialLogEvidence + 1000)
        #expect(solution.kernel.activeComponents().count < 30)
    }

    @Test func aTrainedSpectralMixture() throws {
        let (solution, error) = try solve(
            .singleSine, GaussianEnvelope(), top: 20, shift: 1e-10, trained: true)
        #expect(error < 1e-7)
        let heaviest = try #require(solution.kernel.activeComponents().first)
        #expect(abs(2 * Double.pi * heaviest.frequency.value - 100) < 1e-2)
    }
}
