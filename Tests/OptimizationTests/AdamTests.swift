import Foundation
import Optimization
import Testing

@Suite struct AdamTests {
    @Test func firstStepHasTheLearningRatesLength() {
        var point = [1.0, -2.0]
        var adam = AdamSteps(learningRate: 0.1, floor: 0)
        adam.step(&point, gradient: [1e-7, -1e9])
        #expect(abs(point[0] - 0.9) < 1e-12 && abs(point[1] + 1.9) < 1e-12)
    }

    @Test func followsTheRecurrence() {
        // Restated by hand for two steps with gradients 1 and 3.
        var point = [0.0]
        var adam = AdamSteps(learningRate: 0.5, meanDecay: 0.5, squareDecay: 0.75, floor: 0.25)
        adam.step(&point, gradient: [1])
        #expect(abs(point[0] + 0.5 / 1.25) < 1e-15)
        adam.step(&point, gradient: [3])
        let mean = (0.5 * 0.5 + 0.5 * 3) / 0.75
        let square = (0.75 * 0.25 + 0.25 * 9) / (1 - 0.5625)
        #expect(abs(point[0] - (-0.4 - 0.5 * mean / (square.squareRoot() + 0.25))) < 1e-14)
        #expect(adam.count == 2)
    }

    @Test func learnsFromMinibatches() {
        // Least squares y = 2 x − 1 with noise-free batches of four.
        var generator = SeededGenerator(seed: 7)
        var parameters = [0.0, 0.0]
        var adam = AdamSteps(learningRate: 0.05)
        for _ in 0..<2000 {
            var gradient = [0.0, 0.0]
            for _ in 0..<4 {
                let x = Double.random(in: -1...1, using: &generator)
                let residual = parameters[0] * x + parameters[1] - (2 * x - 1)
                gradient[0] += residual * x
                gradient[1] += residual
            }
            adam.step(&parameters, gradient: gradient)
        }
        #expect(abs(parameters[0] - 2) < 1e-3 && abs(parameters[1] + 1) < 1e-3)
    }

    @Test func refusesGradientsThatAreNotFinite() {
        var point = [1.0]
        var adam = AdamSteps(learningRate: 0.1)
        #expect(!adam.step(&point, gradient: [.nan]))
        #expect(point == [1] && adam.count == 0)
    }

    @Test func lowersWithinBounds() throws {
        let adam = Adam(learningRate: 0.05, maximumIterations: 4000)
        let report = try adam.minimize(from: [0, 0], bounds: try Bounds([-1...0.5, -1...1]), rosenbrock)
        #expect(abs(report.value - 0.25) < 1e-4)
        #expect(report.boundsHit == [0])
    }

    @Test func retreatsFromABarrier() throws {
        let report = try Adam(learningRate: 1, maximumIterations: 300).minimize(from: [0.1]) { x in
            guard x[0] < 0.5 else { return .undefined(count: 1) }
            return ObjectiveValue(value: (x[0] - 0.4) * (x[0] - 0.4), gradient: [2 * (x[0] - 0.4)])
        }
        #expect(report.nonFiniteEvaluations > 0)
        #expect(abs(report.point[0] - 0.4) < 1e-2)
    }
}
