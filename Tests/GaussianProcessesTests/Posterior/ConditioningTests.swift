import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Conditioning again") struct ConditioningTests {
    @Test("A then B is B then A is both at once", arguments: [DiagonalShift.none, .absolute(1e-3)])
    func order(shift: DiagonalShift) throws {
        let all = try smoothData(45)
        let (a, b) = (try all.rows(0..<30), try all.rows(30..<45))
        let process = standardProcess()
        let both = try process.conditioned(on: all, shift: shift)
        let ab = try process.conditioned(on: a, shift: shift).conditioned(on: b)
        let ba = try process.conditioned(on: b, shift: shift).conditioned(on: a)
        let points = weylPoints(20, dimension: 3, skipping: 90)
        let expected = both.predict(at: points)
        for posterior in [ab, ba] {
            let p = posterior.predict(at: points)
            #expect(largestDifference(p.mean, expected.mean) < 1e-11)
            #expect(largestDifference(p.variance, expected.variance) < 1e-12)
            #expect(abs(posterior.logEvidence - both.logEvidence) < 1e-10)
            #expect(posterior.addedDiagonal == both.addedDiagonal)
        }
        #expect(ab.observations == all)
    }

    @Test("Known noise variances travel with their rows") func noiseVariances() throws {
        let x = weylPoints(16, dimension: 3)
        let variances = Vector((0..<16).map { $0 < 10 ? 0 : 0.1 * Double($0) })
        let all = try Observations(x, smoothTarget(x), noiseVariances: variances)
        let first = try smoothData(10)
        let process = standardProcess()
        let posterior = try process.conditioned(on: first).conditioned(on: all.rows(10..<16))
        #expect(posterior.observations == all)
        #expect(abs(posterior.logEvidence - (try process.conditioned(on: all).logEvidence)) < 1e-11)
    }

    @Test("A posterior does not change when it is conditioned again") func immutable() throws {
        let posterior = try standardProcess().conditioned(on: smoothData(20))
        let points = weylPoints(5, dimension: 3, skipping: 70)
        let before = posterior.predict(at: points)
        _ = try posterior.conditioned(on: smoothData(5, skipping: 20))
        #expect(posterior.predict(at: points) == before)
    }

    @Test("Repeating an exact observation is refused, repeating a noisy one is not") func repeated() throws {
        let observations = try smoothData(10)
        let again = try observations.rows([4])
        let exact = try standardProcess(noiseVariance: nil).conditioned(on: observations)
        let error = #expect(throws: ProcessError.self) { try exact.conditioned(on: again) }
        #expect(error?.description.contains("Rows 4 and 10") == true)
        let noisy = try standardProcess().conditioned(on: observations)
        let updated = try noisy.conditioned(on: again)
        #expect(updated.predict(at: again.x).variance[0] < noisy.predict(at: again.x).variance[0])
    }

    @Test("Points of another dimension are refused") func dimension() throws {
        let posterior = try standardProcess().conditioned(on: smoothData(10))
        let error = #expect(throws: ProcessError.self) { try posterior.conditioned(on: smoothData(3, dimension: 2)) }
        #expect(error?.description == "The points have 2 columns, but the process was conditioned on 3.")
        #expect(throws: ProcessError.self) { try posterior.validate(points: Matrix(rowCount: 1, columnCount: 4)) }
    }
}
