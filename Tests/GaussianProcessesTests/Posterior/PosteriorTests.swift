import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Posterior") struct PosteriorTests {
    @Test("Mean and variance agree with elimination") func oracle() throws {
        let observations = try smoothData(30)
        let process = standardProcess()
        let points = weylPoints(9, dimension: 3, skipping: 100)
        let p = try process.conditioned(on: observations).predict(at: points)
        let oracle = Oracle(process, observations)
        for i in 0..<9 {
            let expected = oracle.predict(points.row(i).array)
            #expect(abs(p.mean[i] - expected.mean) < 1e-11)
            #expect(abs(p.variance[i] - expected.variance) < 1e-11)
        }
        #expect(p.noiseVariance == 0.02)
        #expect(p.clampedCount == 0)
    }

    @Test("Mean, variance and covariance are consistent, in blocks and in one") func consistent() throws {
        let posterior = try standardProcess().conditioned(on: smoothData(40))
        // More points than a block holds.
        let points = weylPoints(1100, dimension: 3, skipping: 40)
        let p = posterior.predict(at: points)
        // The number of BLAS threads is the process' own, so sums may differ in their last digit.
        #expect(largestDifference(p.mean, posterior.mean(at: points)) < 1e-14)
        let last = points.rows(1020..<1100)
        let covariance = posterior.covariance(at: last)
        #expect(largestDifference(p.variance[1020..<1100], covariance.diagonal) < 1e-13)
        #expect(largestDifference(p.mean[1020..<1100], posterior.mean(at: last)) < 1e-13)
        #expect(entries(covariance) == entries(covariance.transposed))
    }

    @Test("The variance does not exceed the prior's and never falls below zero") func variance() throws {
        let process = standardProcess(noiseVariance: 1e-10)
        let observations = try smoothData(60)
        let posterior = try process.conditioned(on: observations)
        for points in [observations.x, weylPoints(300, dimension: 3, skipping: 60)] {
            let (before, after) = (process.predict(at: points).variance, posterior.predict(at: points).variance)
            #expect(zip(before, after).allSatisfy { $1 <= $0 && $1 >= 0 })
        }
    }

    @Test("Clamped variances are counted") func clamped() throws {
        // Without noise the variance at the observations is zero but for rounding of either sign.
        let observations = try smoothData(60)
        let p = try standardProcess(noiseVariance: nil).conditioned(on: observations).predict(at: observations.x)
        #expect(p.clampedCount > 0)
        #expect(p.variance.filter { $0 == 0 }.count >= p.clampedCount)
        #expect(p.variance.allSatisfy { $0 >= 0 && $0 < 1e-10 })
    }

    @Test("Interpolates as the noise goes to zero") func interpolates() throws {
        let observations = try smoothData(20)
        var last = Double.infinity
        for noise in [1e-2, 1e-4, 1e-6, 1e-8] {
            let p = try standardProcess(noiseVariance: noise).conditioned(on: observations).predict(at: observations.x)
            let misfit = largestDifference(p.mean, observations.y)
            #expect(misfit < last)
            #expect(p.variance.allSatisfy { $0 < 1.01 * noise })
            last = misfit
        }
        #expect(last < 1e-5)
    }

    @Test("Far from all observations the prior returns") func farAway() throws {
        let process = standardProcess()
        let p = try process.conditioned(on: smoothData(20)).predict(at: Matrix(rows: [[1e3, -1e3, 1e3]]))
        #expect(p.mean[0] == 0.3)
        #expect(p.variance[0] == 1.3)
    }

    @Test("White noise of the kernel is part of the process, the process' noise is not") func whiteNoise() throws {
        let observations = try smoothData(15)
        let points = weylPoints(4, dimension: 3, skipping: 50)
        let base = SquaredExponential(lengthscales: 0.6)
        let inside = try GaussianProcess(kernel: base + White(variance: 0.1)).conditioned(on: observations)
        let outside = try GaussianProcess(kernel: base, noiseVariance: 0.1).conditioned(on: observations)
        let (a, b) = (inside.predict(at: points), outside.predict(at: points))
        #expect(abs(inside.logEvidence - outside.logEvidence) < 1e-13)
        #expect(largestDifference(a.mean, b.mean) < 1e-14)
        #expect(largestDifference(a.variance, b.noisyVariance) < 1e-14)
        #expect(a.noisyVariance == a.variance)
    }

    @Test("A linear mean is followed beyond the data") func linearMean() throws {
        let x = Matrix(rowCount: 12, columnCount: 1) { i, _ in Double(i) / 12 }
        let observations = try Observations(x, Vector((0..<12).map { 3 - 2 * Double($0) / 12 }))
        let process = GaussianProcess(
            kernel: SquaredExponential(lengthscales: 0.3), mean: .linear, noiseVariance: 1e-4)
        let p = try process.conditioned(on: observations).predict(at: Matrix(rows: [[40]]))
        #expect(abs(p.mean[0] - (3 - 2 * 40)) < 1e-9)
    }
}
