#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Scale densities") struct ScaleDensityTests {
    /// log p(0.3) and log p(2.5) of `everyDensity`, in 40 digits by mpmath.
    static let logDensities: [[Double]] = [
        [-0.410874094343383862, -2.8451298043770359],
        [-1.27407144930639716, -1.83367614500626057],
        [-1.50176651898422024, -1.82033268237332952],
        [-0.311891351033714863, -2.4522501016341061],
        [0.62664570303641286, -7.06423916222704687],
        [-0.832950261818558745, -2.22046339213257879],
        [-1.02163606034941376, -2.76155178119723748],
    ]

    @Test("Values agree with an independent library", arguments: 0..<7) func values(_ index: Int) {
        let density = everyDensity[index]
        #expect(
            largestDifference([density.logDensity(0.3), density.logDensity(2.5)], Self.logDensities[index]) < 1e-13)
    }

    @Test("Normalised, with the known mean", arguments: 0..<7) func normalised(_ index: Int) throws {
        let density = everyDensity[index]
        let nodes = try density.nodes(under: ScaledQuadraticForm.flat)
        #expect(abs(nodes.logEvidence) < 1e-12)
        #expect(abs(nodes.weights.reduce(0, +) - 1) < 1e-12)
        let means = [
            1.7 / 1.5, 2.5 / 1.7, exp(0.4 + 0.32), 1.3 * 1.5 / 1.2, 0.412334035783660363, .infinity, .infinity,
        ]
        if means[index].isFinite {
            #expect(abs(nodes.mean / means[index] - 1) < 1e-12)
        } else {
            #expect(nodes.mean == .infinity)
        }
    }

    @Test("Slopes in the parameters agree with differences", arguments: 0..<7) func slopes(_ index: Int) {
        let density = everyDensity[index]
        for u in [-3.0, -0.4, 0.3, 2.8] {
            let slopes = density.parameterSlopes(atLogScale: u)
            for (p, named) in density.parameters.enumerated() {
                let (slope, _) = differenceDerivative(step: 1e-4) { offset in
                    var moved = density
                    moved.updateParameter(at: named.path) { $0.value += offset }
                    return moved.logDensity(atLogScale: u)
                }
                #expect(abs(slope - slopes[p]) < 1e-8 * max(1, abs(slopes[p])), "\(named.path) at \(u)")
            }
        }
    }

    @Test("Maxima lie where they are said to, and tails fall as said", arguments: 0..<7) func shape(_ index: Int) {
        let density = everyDensity[index]
        let mode = density.modes.lowerBound
        let top = density.logDensity(atLogScale: mode)
        #expect(top > density.logDensity(atLogScale: mode - 0.01))
        #expect(top > density.logDensity(atLogScale: mode + 0.01))
        guard density.tailIndex.isFinite else { return }
        let fall = density.logDensity(atLogScale: 60) - density.logDensity(atLogScale: 61)
        #expect(abs(fall - density.tailIndex) < 1e-10)
    }

    @Test("Parameters are held during fits unless released") func held() {
        for density in everyDensity { #expect(density.parameters.allSatisfy { !$0.parameter.isTrainable }) }
    }

    @Test("Narrow densities keep their accuracy") func narrow() throws {
        // At shape a a gamma variable of mean one has E[log s] = ψ(a) - log a = -1/(2a) - 1/(12a²) + ….
        for shape in [1e4, 1e8, 1e12] {
            for density in [GammaScale(shape: shape, rate: shape)] as [any ContinuousScaleDensity] {
                let nodes = try density.nodes(under: ScaledQuadraticForm.flat)
                #expect(abs(nodes.logEvidence) < 1e-11)
                #expect(abs(nodes.expectation { $0 } + 0.5 / shape) < 1e-10 / shape.squareRoot() + 0.1 / shape / shape)
            }
            let closed = InverseGammaScale(shape: shape, rate: shape)
            let open = IntegratedInverseGamma(shape: shape, rate: shape)
            let form = ScaledQuadraticForm(count: 20, logQuadraticForm: 3.1)
            let exact = try #require(closed.closedLogEvidence(under: form))
            #expect(abs(try open.nodes(under: form).logEvidence - exact) < 1e-11)
            #expect(abs(exact + 0.5 * exp(3.1)) < 200 / shape)
        }
    }

    @Test("Kinked and very heavy tails are integrated too", arguments: [0.05, 0.2, 5, 40])
    func extremes(_ power: Double) throws {
        for density in [
            BurrScale(power: power, tailShape: 0.3), BurrScale(power: power, tailShape: 3, scale: 1e120),
        ] {
            #expect(abs(try density.nodes(under: ScaledQuadraticForm.flat).logEvidence) < 1e-11)
        }
    }

    @Test("Sampled densities are normalised sums, and bad ones are refused") func sampled() throws {
        let density = try SampledScale([0.5, 2, 8], weights: [1, 2, 1])
        #expect(density.weights == [0.25, 0.5, 0.25])
        let form = ScaledQuadraticForm(count: 3, logQuadraticForm: log(4.0))
        let direct = zip([0.5, 2.0, 8], [0.25, 0.5, 0.25]).reduce(0) { $0 + $1.1 * pow($1.0, -1.5) * exp(-2 / $1.0) }
        #expect(abs(try density.nodes(under: form).logEvidence - log(direct)) < 1e-14)
        #expect(throws: ScaleMixtureError.sampleCount(scales: 0, weights: 0)) { try SampledScale([]) }
        #expect(throws: ScaleMixtureError.sampleCount(scales: 2, weights: 1)) {
            try SampledScale([1, 2], weights: [1])
        }
        #expect(throws: ScaleMixtureError.sampleNotPositive(index: 1, scale: 0)) { try SampledScale([1, 0]) }
        #expect(throws: ScaleMixtureError.weightNotValid(index: 0, weight: -1)) { try SampledScale([1], weights: [-1]) }
        #expect(throws: ScaleMixtureError.weightNotValid(index: 0, weight: 0)) { try SampledScale([1], weights: [0]) }
    }
}
