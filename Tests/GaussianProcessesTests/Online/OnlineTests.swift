import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Online") struct OnlineTests {
    @Test("Removing rows is conditioning on the rest", arguments: [[0], [39], [7, 3, 22], Array(5..<35)])
    func removal(rows: [Int]) throws {
        let data = try smoothData(40)
        let posterior = try standardProcess().conditioned(on: data)
        let kept = try data.rows((0..<40).filter { !rows.contains($0) })
        let expected = try standardProcess().conditioned(on: kept)
        let smaller = try posterior.removing(rows: rows)
        #expect(smaller.observations == kept)
        #expect(abs(smaller.logEvidence - expected.logEvidence) < 1e-9)
        let points = weylPoints(15, dimension: 3, skipping: 80)
        #expect(largestDifference(smaller.predict(at: points).mean, expected.predict(at: points).mean) < 1e-10)
        #expect(largestDifference(smaller.predict(at: points).variance, expected.predict(at: points).variance) < 1e-11)
        #expect(posterior.observations.count == 40, "the old posterior stays")
    }

    @Test("Adding and removing the same rows returns") func inverse() throws {
        let posterior = try standardProcess().conditioned(on: smoothData(25))
        let grown = try posterior.conditioned(on: smoothData(5, skipping: 25))
        let back = try grown.removing(rows: 25..<30)
        #expect(back.observations == posterior.observations)
        #expect(largestDifference(entries(back.factor.lower), entries(posterior.factor.lower)) < 1e-13)
    }

    @Test("A window over a stream stays accurate") func window() throws {
        var posterior = try standardProcess().conditioned(on: smoothData(30))
        for k in 30..<130 {
            posterior = try posterior.removing(rows: [0]).conditioned(on: smoothData(1, skipping: k))
        }
        let direct = try standardProcess().conditioned(on: smoothData(30, skipping: 100))
        #expect(posterior.observations == direct.observations)
        #expect(abs(posterior.logEvidence - direct.logEvidence) < 1e-9)
    }

    @Test("A refit after a few rows starts where the last one ended") func refit() throws {
        let all = try noisyData(60)
        let first = try startingProcess().fitted(to: all.rows(0..<55))
        let grown = try first.posterior.conditioned(on: all.rows(55..<60))
        let warm = try grown.refitted()
        let cold = try startingProcess().fitted(to: all)
        #expect(warm.report.evaluations < cold.report.evaluations)
        #expect(warm.report.logEvidence > cold.report.logEvidence - 1e-3)
        #expect(warm.posterior.observations == all)
    }

    @Test("Rows that are not there are refused") func refusals() throws {
        let posterior = try standardProcess().conditioned(on: smoothData(4))
        #expect(throws: ObservationError.rowOutOfRange(row: 4, count: 4)) { try posterior.removing(rows: [0, 4]) }
        #expect(throws: ObservationError.empty) { try posterior.removing(rows: 0..<4) }
    }
}
