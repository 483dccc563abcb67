import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Refusals") struct FailureTests {
    /// Ten rows of which the last repeats row 3.
    func repeating() throws -> Observations {
        let observations = try smoothData(9)
        return try observations.appending(observations.rows([3]))
    }

    @Test("Equal rows without noise are named") func duplicates() throws {
        let observations = try repeating()
        let process = standardProcess(noiseVariance: nil)
        let error = #expect(throws: ProcessError.self) { try process.evidence(of: observations) }
        guard case .duplicateRows(first: 3, second: 9) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(throws: ProcessError.self) { try process.conditioned(on: observations) }
        #expect(throws: ProcessError.self) { try process.fitted(to: observations) }
    }

    @Test("Equal rows are no problem with noise of any kind, or with a shift") func duplicatesWithNoise() throws {
        let observations = try repeating()
        let process = standardProcess(noiseVariance: nil)
        #expect(try standardProcess().evidence(of: observations).logEvidence.isFinite)
        var known = Vector(count: 10)
        known[9] = 0.1
        let noisy = try Observations(observations.x, observations.y, noiseVariances: known)
        #expect(try process.evidence(of: noisy).logEvidence.isFinite)
        let white = GaussianProcess(kernel: SquaredExponential() + White(variance: 1e-3))
        #expect(try white.evidence(of: observations).logEvidence.isFinite)
        let shifted = try process.evidence(of: observations, shift: .absolute(1e-6))
        #expect(shifted.addedDiagonal == 1e-6)
    }

    @Test("Near-duplicates fail with the pivot, its nearest row and a way out") func nearDuplicates() throws {
        let process = GaussianProcess(kernel: SquaredExponential(lengthscales: 1))
        let x = Matrix(rowCount: 30, columnCount: 1) { i, _ in Double(i) / 30 }
        let observations = try Observations(x, Vector(count: 30, repeating: 1))
        let error = #expect(throws: ProcessError.self) { try process.conditioned(on: observations) }
        guard case .notPositiveDefinite(let failure) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failure.pivot > 3 && failure.value <= 0)
        #expect(failure.nearestRow == failure.pivot - 1)
        #expect((failure.correlation ?? 0) > 0.999)
        #expect(failure.description.contains("row \(failure.pivot)"))
        #expect(failure.description.contains("noise"))

        let escalated = try process.conditioned(on: observations, shift: .escalating(from: 1e-14, to: 1e-6))
        #expect(escalated.addedDiagonal > 0 && escalated.addedDiagonal < 1e-10)
    }

    @Test("Kernels and means that do not fit the inputs are refused") func shapes() throws {
        let observations = try smoothData(5, dimension: 2)
        let error = #expect(throws: ProcessError.self) { try standardProcess().evidence(of: observations) }
        #expect(error?.description.contains("3 lengthscales") == true)
        let process = GaussianProcess(
            kernel: SquaredExponential(), mean: LinearMean(intercept: 0, slopes: [1]), noiseVariance: 1)
        let other = #expect(throws: ProcessError.self) { try process.fitted(to: observations) }
        #expect(other?.description.contains("1 slopes") == true)
    }

    @Test("Overflow in the kernel is named") func overflow() throws {
        let process = GaussianProcess(
            kernel: Scaled(variance: 1e200, Scaled(variance: 1e200, SquaredExponential())), noiseVariance: 1)
        let error = #expect(throws: ProcessError.self) { try process.conditioned(on: smoothData(3)) }
        guard case .gramNotFinite(0, 0, .infinity) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
