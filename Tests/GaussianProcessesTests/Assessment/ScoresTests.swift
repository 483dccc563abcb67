#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import LinearAlgebra
import Testing

@Suite("Scores") struct ScoresTests {
    @Test("By hand") func byHand() {
        let prediction = Prediction(mean: [0, 1, 2], variance: [0.5, 0.5, 0.5], noiseVariance: 0.5)
        let scores = Scores(of: prediction, against: [1, 1, 4])
        #expect(abs(scores.rmse - (5.0 / 3).squareRoot()) < 1e-15)
        #expect(scores.mae == 1)
        #expect(abs(scores.nlpd - (0.5 * log(2 * Double.pi) + 0.5 * 5 / 3)) < 1e-15)
        // 1.96 standard deviations: the third value, two away, lies outside.
        #expect(abs(scores.coverage95 - 2.0 / 3) < 1e-15)
    }

    @Test("CRPS is the integral of the squared error of the distribution function", arguments: [-2.5, 0, 0.4, 3])
    func crps(y: Double) {
        let prediction = Prediction(mean: [0.3], variance: [0.49])
        let (mean, s) = (0.3, 0.7)
        // Trapezoids from -12 s to 12 s, split at the jump.
        func integral(_ a: Double, _ b: Double, _ step: Double) -> Double {
            let n = 20_000
            let h = (b - a) / Double(n)
            return (0...n).reduce(0) { total, k in
                let t = a + Double(k) * h
                let f = 0.5 * erfc(-(t - mean) / s / 2.0.squareRoot()) - step
                return total + f * f * h * (k == 0 || k == n ? 0.5 : 1)
            }
        }
        let expected = integral(mean - 12 * s, y, 0) + integral(y, mean + 12 * s, 1)
        #expect(abs(Scores(of: prediction, against: [y]).crps - expected) < 1e-7)
    }

    @Test("Without variance CRPS is the absolute error") func exact() {
        let scores = Scores(of: Prediction(mean: [1, 2], variance: [0, 0]), against: [3, 2])
        #expect(scores.crps == 1 && scores.mae == 1 && scores.coverage95 == 0.5)
    }

    @Test("Calibrated predictions cover 95 % and have uniform transforms") func calibration() {
        var generator = SeededGenerator(seed: 4)
        let n = 40_000
        let mean = generator.normals(n)
        let variance = Vector((0..<n).map { _ in generator.uniform(from: 0.1, to: 3) })
        let y = mean + entrywiseProduct(variance.mapped { ($0 + 0.5).squareRoot() }, generator.normals(n))
        let prediction = Prediction(mean: mean, variance: variance, noiseVariance: 0.5)
        #expect(abs(Scores(of: prediction, against: y).coverage95 - 0.95) < 0.005)
        let transformed = prediction.probabilityIntegralTransform(of: y).sorted()
        let kolmogorov = (0..<n).reduce(0.0) { max($0, abs(transformed[$1] - (Double($1) + 0.5) / Double(n))) }
        #expect(kolmogorov < 1.63 / Double(n).squareRoot())
        let (lower, upper) = prediction.noisyInterval95
        let inside = (0..<n).filter { lower[$0] <= y[$0] && y[$0] <= upper[$0] }.count
        #expect(Double(inside) / Double(n) == Scores(of: prediction, against: y).coverage95)
    }

    @Test("Relative scores are one and zero for the trivial prediction") func relative() throws {
        let training: Vector = [1, 3, 5, 7]
        let trivial = Prediction(mean: [4, 4], variance: [5, 5])
        let scores = try RelativeScores(of: trivial, against: [2, 9], training: training)
        #expect(abs(scores.smse - 1) < 1e-15 && abs(scores.msll) < 1e-15)
        let better = Prediction(mean: [2.5, 8.5], variance: [0.3, 0.3])
        let improved = try RelativeScores(of: better, against: [2, 9], training: training)
        #expect(improved.smse < 0.05 && improved.msll < -0.5)
        #expect(throws: ObservationError.constantTarget(value: 1)) {
            try RelativeScores(of: trivial, against: [2, 9], training: [1, 1])
        }
    }
}
