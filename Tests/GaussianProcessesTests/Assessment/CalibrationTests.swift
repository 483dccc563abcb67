#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Calibration") struct CalibrationTests {
    /// Predictions of random means and variances, with values drawn from them but for a factor on the deviation.
    func drawn(_ count: Int, deviationFactor: Double = 1) -> (Prediction, Vector) {
        var generator = SeededGenerator(seed: 8)
        let mean = generator.normals(count)
        let variance = generator.uniforms(count).mapped { 0.1 + $0 }
        let p = Prediction(mean: mean, variance: variance, noiseVariance: 0.2)
        let y = Vector(
            (0..<count).map { mean[$0] + deviationFactor * p.noisyVariance[$0].squareRoot() * generator.normal() })
        return (p, y)
    }

    @Test("Calibrated predictions follow the diagonal, others do not") func curve() {
        let (p, y) = drawn(4000)
        let curve = p.calibration(against: y)
        #expect(curve.levels.count == 99 && abs(curve.levels[0] - 0.01) < 1e-15)
        #expect(curve.meanError < 0.02 && curve.uniformityDistance < 1.63 / 4000.0.squareRoot())
        #expect(curve.histogram().allSatisfy { abs($0 - 400) < 80 })
        #expect(curve.histogram().reduce(0, +) == 4000)
        let (q, z) = drawn(4000, deviationFactor: 2)
        let sure = q.calibration(against: z)
        #expect(sure.meanError > 0.15 && sure.uniformityDistance > 0.1)
        #expect(zip(sure.coverage, sure.levels).dropFirst(10).dropLast(2).allSatisfy { $0 < $1 })
        #expect(sure.histogram()[0] > 600)
        // The curve is the share of values inside the intervals, by definition.
        for k in [9, 49, 94] {
            let (lower, upper) = p.noisyInterval(probability: curve.levels[k])
            let inside = (0..<4000).filter { lower[$0] <= y[$0] && y[$0] <= upper[$0] }.count
            #expect(abs(curve.coverage[k] - Double(inside) / 4000) < 1e-3)
        }
    }

    @Test("The interval score by hand, and least for the true width") func intervalScore() {
        let p = Prediction(mean: [0, 10], variance: [1, 4])
        let reach = 1.959963984540054
        let expected = (2 * reach + 40 * (3 - reach) + 4 * reach) / 2
        #expect(abs(p.intervalScore(of: [3, 10], probability: 0.95) - expected) < 1e-12)
        let (q, y) = drawn(4000)
        let honest = q.intervalScore(of: y, probability: 0.9)
        for factor in [0.5, 2] {
            var other = q
            other.variance = factor * factor * q.noisyVariance
            other.noiseVariance = 0
            #expect(other.intervalScore(of: y, probability: 0.9) > honest)
        }
    }

    @Test("Ranked probability scores integrate squared distances") func rankedProbability() {
        let p = Prediction(mean: [0.3], variance: [0.5], noiseVariance: 0.3)
        let step = 0.001
        let expected = (-12_000...12_000).reduce(0.0) { sum, k in
            let t = (Double(k) + 0.5) * step
            let gap = NormalDistribution.cumulative((t - 0.3) / 0.8.squareRoot()) - (t >= 1.1 ? 1 : 0)
            return sum + gap * gap * step
        }
        #expect(abs(p.rankedProbabilityScores(of: [1.1])[0] - expected) < 1e-6)
        #expect(abs(p.rankedProbabilityScores(of: [1.1])[0] - Scores(of: p, against: [1.1]).crps) < 1e-15)
    }

    @Test("One-step predictions are those of conditioning row by row, and add up to the evidence") func prequential()
        throws
    {
        let data = try smoothData(20)
        let posterior = try standardProcess().conditioned(on: data)
        let steps = posterior.prequential()
        #expect(abs(steps.logDensities.sum - posterior.logEvidence) < 1e-10)
        #expect(abs((steps.cumulativeLogDensities.last ?? 0) - posterior.logEvidence) < 1e-10)
        for i in [1, 7, 19] {
            let p = try standardProcess().conditioned(on: data.rows(0..<i)).predict(at: data.x.rows([i]))
            #expect(abs(p.mean[0] - steps.prediction.mean[i]) < 1e-10)
            #expect(abs(p.noisyVariance[0] - steps.prediction.variance[i]) < 1e-11)
        }
    }

    @Test("Information adds up row by row and falls once gained") func information() throws {
        let process = standardProcess()
        let data = try smoothData(12)
        let gain = try process.informationGain(at: data.x)
        var (sum, posterior) = (0.0, try process.conditioned(on: data.rows([0])))
        let first = try process.informationGain(at: data.x.rows([0]))
        #expect(abs(first - 0.5 * log(1 + 1.3 / 0.02)) < 1e-13)
        sum = first
        for i in 1..<12 {
            sum += 0.5 * log1p(posterior.predict(at: data.x.rows([i])).variance[0] / 0.02)
            posterior = try posterior.conditioned(on: data.rows([i]))
        }
        #expect(abs(gain - sum) < 1e-9)
        #expect(try posterior.informationGain(at: data.x) < 0.5 * gain)
        let known = Vector(count: 12, repeating: 10)
        #expect(try process.informationGain(at: data.x, noiseVariances: known) < gain)
        #expect(throws: ProcessError.self) { try standardProcess(noiseVariance: nil).informationGain(at: data.x) }
    }
}
