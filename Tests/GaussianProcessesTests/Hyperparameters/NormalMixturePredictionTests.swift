#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import LinearAlgebra
import Testing

@Suite("Mixtures of predictions") struct NormalMixturePredictionTests {
    let mixture = NormalMixturePrediction(
        [
            Prediction(mean: [0, 5], variance: [1, 0.04], noiseVariance: 0.1),
            Prediction(mean: [2, 5], variance: [0.3, 4], noiseVariance: 0.2),
            Prediction(mean: [-1, 4], variance: [0, 1], noiseVariance: 0.05),
        ], weights: [2, 1, 1])

    func density(_ point: Int, _ y: Double) -> Double { exp(mixture.logDensities(of: at(point, y))[point]) }

    func at(_ point: Int, _ y: Double) -> Vector { point == 0 ? [y, 0] : [0, y] }

    @Test("Moments are those of the density") func moments() {
        #expect(mixture.componentCount == 3 && mixture.count == 2)
        for point in 0..<2 {
            var (mass, first, second) = (0.0, 0.0, 0.0)
            let step = 0.005
            for k in -4000...4000 {
                let y = Double(k) * step
                let p = density(point, y) * step
                (mass, first, second) = (mass + p, first + y * p, second + y * y * p)
            }
            #expect(abs(mass - 1) < 1e-10)
            #expect(abs(first - mixture.mean[point]) < 1e-10)
            #expect(abs(second - first * first - mixture.noisyVariance[point]) < 1e-9)
        }
        let noise = mixture.noisyVariance[0] - mixture.variance[0]
        #expect(abs(noise - 0.1125) < 1e-14)
    }

    @Test("Quantiles invert the cumulative distribution, in both tails") func quantiles() {
        for p in [1e-9, 0.025, 0.3, 0.5, 0.99, 1 - 1e-6] {
            let q = mixture.quantiles(p)
            let back = mixture.cumulative(q)
            #expect(largestDifference(back, [p, p]) < 1e-14 + 1e-12 * p)
        }
        let (lower, upper) = mixture.noisyInterval95
        #expect(lower[0] < mixture.mean[0] && mixture.mean[0] < upper[0])
    }

    @Test("The ranked probability score is the integral of squared distances of distributions") func crps() {
        for (point, y) in [(0, 0.7), (1, 9.0)] {
            let step = 0.002
            let expected = (-10000...10000).reduce(0.0) { sum, k in
                let t = (Double(k) + 0.5) * step
                let gap = mixture.cumulative(at(point, t))[point] - (t >= y ? 1 : 0)
                return sum + gap * gap * step
            }
            #expect(abs(mixture.rankedProbabilityScores(of: at(point, y))[point] - expected) < 1e-6)
        }
        let single = NormalMixturePrediction([Prediction(mean: [1], variance: [0.5], noiseVariance: 0.2)], weights: [3])
        let plain = Prediction(mean: [1], variance: [0.5], noiseVariance: 0.2)
        #expect(abs(single.rankedProbabilityScores(of: [2])[0] - plain.rankedProbabilityScores(of: [2])[0]) < 1e-14)
        #expect(abs(single.logDensities(of: [2])[0] - plain.logDensities(of: [2])[0]) < 1e-14)
    }
}
