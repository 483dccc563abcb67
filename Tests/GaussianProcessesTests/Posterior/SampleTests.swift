import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Samples") struct SampleTests {
    static let points = weylPoints(6, dimension: 3, skipping: 30)

    /// The moments of `count` samples against a process: every error within five of its standard deviations.
    func agree(_ process: some Process, count: Int) throws {
        let samples = try process.samples(at: Self.points, count: count, seed: 11)
        let (mean, covariance) = (process.mean(at: Self.points), process.covariance(at: Self.points))
        let n = Double(count)
        for i in 0..<6 {
            let row = samples.row(i)
            #expect(abs(row.mean - mean[i]) <= 5 * (covariance[i, i] / n).squareRoot())
            for j in 0...i {
                let other = samples.row(j)
                let product = (0..<count).reduce(0) { $0 + (row[$1] - mean[i]) * (other[$1] - mean[j]) } / n
                let spread = covariance[i, i] * covariance[j, j] + covariance[i, j] * covariance[i, j]
                #expect(abs(product - covariance[i, j]) <= 5 * (spread / n).squareRoot())
            }
        }
    }

    @Test("Have the mean and covariance of the prior and of the posterior") func moments() throws {
        let process = standardProcess()
        try agree(process, count: 20_000)
        try agree(process.conditioned(on: smoothData(8)), count: 20_000)
    }

    @Test("Are the same for the same seed and differ for another") func seeded() throws {
        let process = standardProcess()
        let first = try process.samples(at: Self.points, count: 3, seed: 5)
        #expect(try process.samples(at: Self.points, count: 3, seed: 5) == first)
        #expect(try process.samples(at: Self.points, count: 3, seed: 6) != first)
    }

    @Test("Pass through observations without noise, where the covariance is singular") func singular() throws {
        let observations = try smoothData(12)
        let posterior = try standardProcess(noiseVariance: nil).conditioned(on: observations)
        let samples = try posterior.samples(at: observations.x, count: 4, seed: 1)
        for s in 0..<4 { #expect(largestDifference(samples.column(s), observations.y) < 1e-5) }
    }
}
