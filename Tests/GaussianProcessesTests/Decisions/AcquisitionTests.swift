#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Acquisition functions") struct AcquisitionTests {
    static let functions: [any Acquisition] = [
        ExpectedImprovement(over: 0.4), ExpectedImprovement(over: 0.4, goal: .minimum),
        LogExpectedImprovement(over: 0.4), LogExpectedImprovement(over: 0.4, goal: .minimum),
        ProbabilityOfImprovement(over: 0.4), ProbabilityOfImprovement(over: 0.4, goal: .minimum),
        UpperConfidenceBound(multiplier: 1.7), UpperConfidenceBound(multiplier: 1.7, goal: .minimum),
        MaximumValueEntropy(optima: [0.8, 1.3]), MaximumValueEntropy(optima: [-0.8, -1.3], goal: .minimum),
    ]

    @Test("Slopes in mean and deviation are derivatives", arguments: functions.indices) func slopes(index: Int) {
        let function = Self.functions[index]
        for (mean, s) in [(0.0, 1.0), (1.2, 0.3), (-3, 0.6), (0.41, 2)] {
            let value = function.value(mean: mean, standardDeviation: s)
            let byMean = differenceDerivative(step: 1e-4) {
                function.value(mean: mean + $0, standardDeviation: s).value
            }
            let byDeviation = differenceDerivative(step: 1e-4) {
                function.value(mean: mean, standardDeviation: s + $0).value
            }
            #expect(abs(value.meanSlope - byMean.value) < 1e-7 * (1 + abs(byMean.value)))
            #expect(abs(value.deviationSlope - byDeviation.value) < 1e-7 * (1 + abs(byDeviation.value)))
        }
    }

    /// The expectation of a function of N(mean, s²) by the trapezoidal rule.
    func expectation(_ mean: Double, _ s: Double, _ f: (Double) -> Double) -> Double {
        let step = 1e-3
        return (-10_000...10_000).reduce(0.0) { sum, k in
            let z = Double(k) * step
            return sum + f(mean + s * z) * NormalDistribution.density(z) * step
        }
    }

    @Test("Values are the expectations they claim to be") func expectations() {
        for (mean, s) in [(0.0, 1.0), (1.2, 0.3), (-2, 0.9)] {
            let gain = expectation(mean, s) { max($0 - 0.4, 0) }
            let loss = expectation(mean, s) { max(0.4 - $0, 0) }
            #expect(abs(ExpectedImprovement(over: 0.4).value(mean: mean, standardDeviation: s).value - gain) < 1e-7)
            let least = ExpectedImprovement(over: 0.4, goal: .minimum).value(mean: mean, standardDeviation: s).value
            #expect(abs(least - loss) < 1e-7)
            let logarithm = LogExpectedImprovement(over: 0.4).value(mean: mean, standardDeviation: s).value
            #expect(abs(exp(logarithm) - gain) < 1e-7)
            let probability = ProbabilityOfImprovement(over: 0.4).value(mean: mean, standardDeviation: s).value
            #expect(abs(probability - NormalDistribution.cumulative((mean - 0.4) / s)) < 1e-15)
            // The information: entropy of a normal less that of one cut off at y*.
            let entropy = MaximumValueEntropy(optima: [0.9]).value(mean: mean, standardDeviation: s).value
            let mass = NormalDistribution.cumulative((0.9 - mean) / s)
            let step = 1e-4
            let truncated = (0..<120_000).reduce(0.0) { sum, k in
                let y = 0.9 - (Double(k) + 0.5) * step * s
                let density = NormalDistribution.density((y - mean) / s) / s / mass
                return density > 0 ? sum - density * log(density) * step * s : sum
            }
            let full = 0.5 * log(2 * Double.pi * s * s) + 0.5
            #expect(abs(entropy - (full - truncated)) < 1e-5)
        }
    }

    @Test(
        "The logarithm keeps 14 digits where the improvement underflows",
        arguments: [
            (-1000.0, -500014.73445209115845, 1000.00199999400004), (-40, -808.29856835661996024, 40.0499066576485182),
            (-10, -55.553122036122355927, 10.1943830334125533), (-1.5, -3.5299359208057098515, 2.27958069415644616),
            (-1, -2.4851210257126413368, 1.90427123332969182), (-0.999, -2.4832171154475854412, 1.90354931735895943),
            (2, 0.69738354578822831219, 0.486559318785283869),
        ]) func deepTail(z: Double, expected: Double, slope: Double)
    {
        let value = LogExpectedImprovement(over: 0).value(mean: z, standardDeviation: 1)
        #expect(abs(value.value / expected - 1) < 1e-14)
        #expect(abs(value.meanSlope / slope - 1) < 1e-13)
    }

    @Test("Without variance the values are limits, not NaN", arguments: functions.indices) func certainty(index: Int) {
        for mean in [-1.0, 2] {
            let value = Self.functions[index].value(mean: mean, standardDeviation: 0)
            #expect(!value.value.isNaN && value.meanSlope.isFinite && value.deviationSlope.isFinite)
        }
        #expect(ExpectedImprovement(over: 0.4).value(mean: 2, standardDeviation: 0).value == 1.6)
    }

    func posterior() throws -> Posterior {
        try GaussianProcess(
            kernel: 0.8 * Matern52(lengthscales: .perCoordinate([0.4, 0.7])) + 0.1 * Linear(),
            mean: LinearMean(intercept: 0.1, slopes: [0.3, -0.6]), noiseVariance: 0.01
        ).conditioned(on: smoothData(15, dimension: 2))
    }

    @Test("Gradients in the points are derivatives, of predictions and of every function") func inputGradients() throws
    {
        let posterior = try posterior()
        let points = weylPoints(3, dimension: 2, skipping: 70)
        let p = try posterior.predictWithGradient(at: points)
        let plain = posterior.predict(at: points)
        #expect(largestDifference(p.prediction.mean, plain.mean) < 1e-13)
        #expect(largestDifference(p.prediction.variance, plain.variance) < 1e-13)
        for i in 0..<3 {
            for c in 0..<2 {
                func moved(_ h: Double) -> Matrix {
                    var point = points.rows([i])
                    point[0, c] += h
                    return point
                }
                let mean = differenceDerivative(step: 1e-3) { posterior.predict(at: moved($0)).mean[0] }
                let variance = differenceDerivative(step: 1e-3) { posterior.predict(at: moved($0)).variance[0] }
                #expect(abs(p.meanGradient[i, c] - mean.value) < 1e-7)
                #expect(abs(p.varianceGradient[i, c] - variance.value) < 1e-7)
                for function in Self.functions {
                    let slope = try differenceDerivative(step: 1e-4) {
                        try posterior.evaluate(function, at: moved($0)).values[0]
                    }
                    let gradient = try posterior.evaluate(function, at: points).gradient
                    #expect(abs(gradient[i, c] - slope.value) < 1e-5 * (1 + abs(slope.value)))
                }
            }
        }
    }

    @Test("The best point of a box beats a dense grid") func maximisation() throws {
        let posterior = try posterior()
        let box = try Bounds([0...1, 0...1])
        let grid = Matrix(rowCount: 1681, columnCount: 2) { i, c in
            c == 0 ? Double(i % 41) / 40 : Double(i / 41) / 40
        }
        for function in Self.functions {
            let found = try posterior.maximize(function, in: box, seed: 1)
            let best = try posterior.evaluate(function, at: grid).values.max() ?? 0
            #expect(found.value >= best - 1e-9)
            let again = try posterior.evaluate(function, at: Matrix(rows: [found.point])).values[0]
            #expect(abs(again - found.value) < 1e-10)
            #expect(found.point.allSatisfy { $0 >= 0 && $0 <= 1 } && found.searches == 8)
        }
        #expect(throws: ProcessError.self) {
            try posterior.maximize(UpperConfidenceBound(), in: Bounds([0...1]))
        }
    }

    @Test("Knowledge of the optimum: samples and probabilities agree with the posterior") func optimum() throws {
        let posterior = try posterior()
        let candidates = weylPoints(40, dimension: 2, skipping: 20)
        let maxima = try posterior.optimumSamples(among: candidates, count: 500, seed: 1)
        let minima = try posterior.optimumSamples(among: candidates, count: 500, goal: .minimum, seed: 1)
        let mean = posterior.predict(at: candidates).mean
        #expect(maxima.allSatisfy { $0 > (mean.max() ?? 0) - 2 } && zip(minima, maxima).allSatisfy { $0 < $1 })
        let probabilities = try posterior.optimumProbabilities(among: candidates, seed: 2)
        #expect(abs(probabilities.sum - 1) < 1e-12)
        // Of two independent standard normal values each is the larger half of the time.
        let prior = GaussianProcess(kernel: SquaredExponential(lengthscales: 0.01))
        let even = try prior.optimumProbabilities(among: Matrix(rows: [[0], [1]]), count: 4000, seed: 3)
        #expect(abs(even[0] - 0.5) < 0.04)
    }
}
