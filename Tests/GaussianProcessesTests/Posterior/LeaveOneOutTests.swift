import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Leave-one-out") struct LeaveOneOutTests {
    @Test("Equals conditioning on all other rows") func bruteForce() throws {
        let x = weylPoints(24, dimension: 3)
        let variances = Vector((0..<24).map { 0.002 * Double($0) })
        let observations = try Observations(x, smoothTarget(x), noiseVariances: variances)
        let process = standardProcess()
        let closed = try process.conditioned(on: observations).leaveOneOut()
        for i in 0..<24 {
            let rest = try process.conditioned(on: observations.rows((0..<24).filter { $0 != i }))
            let one = try observations.rows([i])
            let p = rest.predict(at: one.x)
            #expect(abs(closed.mean[i] - p.mean[0]) < 1e-11)
            #expect(abs(closed.noisyVariance[i] - (p.noisyVariance[0] + variances[i])) < 1e-11)
            #expect(abs(closed.logDensities[i] - (try rest.logDensity(of: one))) < 1e-10)
        }
        #expect(closed.logPseudoLikelihood == closed.logDensities.sum)
    }

    @Test("A single row is predicted by the prior") func single() throws {
        let observations = try smoothData(1)
        let process = standardProcess()
        let result = try process.conditioned(on: observations).leaveOneOut()
        #expect(abs(result.mean[0] - 0.3) < 1e-15)
        #expect(abs(result.noisyVariance[0] - 1.32) < 1e-15)
    }
}
