#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Scale mixtures: evidence") struct ScaleMixtureEvidenceTests {
    static let process = GaussianProcess(
        kernel: 0.8 * SquaredExponential(lengthscales: .perCoordinate([0.4, 0.9])), mean: .constant(0.2),
        noiseVariance: 0.05)

    static func observations(_ count: Int, known: Bool = false) throws -> Observations {
        let x = weylPoints(count, dimension: 2)
        let y = Vector((0..<count).map { 1.7 * sin(5 * x[$0, 0]) - 2 * x[$0, 1] * x[$0, 1] })
        return try Observations(
            x, y, noiseVariances: known ? Vector((0..<count).map { 0.02 * Double($0 % 4) }) : nil)
    }

    @Test("Brute force over the scale agrees", arguments: 0..<7, NoisePlacement.allCases)
    func bruteForce(_ index: Int, _ noise: NoisePlacement) throws {
        let density = everyDensity[index]
        let mixture = ScaleMixture(Self.process, density, noise)
        let observations = try Self.observations(9)
        func compare(_ density: some ContinuousScaleDensity) throws {
            let brute = try BruteForceMixture(mixture, density, observations)
            let posterior = try mixture.conditioned(on: observations)
            #expect(abs(posterior.logEvidence - brute.logEvidence) < 2e-12 * abs(brute.logEvidence))
            #expect(abs(try mixture.evidence(of: observations).logEvidence - posterior.logEvidence) < 1e-12)
            #expect(abs(posterior.scale.mean / brute.average { exp($1) } - 1) < 1e-10)

            let point = weylPoints(1, dimension: 2, skipping: 40)
            let prediction = try posterior.predict(at: point)
            let mean = brute.average { p, _ in p.predict(at: point).mean[0] }
            #expect(abs(prediction.mean[0] - mean) < 1e-11)
            let square = brute.average { p, _ in
                let own = p.predict(at: point)
                return own.variance[0] + (own.mean[0] - mean) * (own.mean[0] - mean)
            }
            #expect(abs(prediction.variance[0] / square - 1) < 1e-9)
            for y in [mean, mean + 0.7, mean - 4, mean + 8] {
                let direct = brute.logAverage { p in p.predict(at: point).logDensities(of: [y])[0] }
                let own = try prediction.logDensities(of: [y])[0]
                #expect(abs(own - direct) < 1e-11 * max(10, abs(direct)), "\(own) or \(direct) at \(y - mean)")
                let below = brute.average { p, _ in
                    p.predict(at: point).probabilityIntegralTransform(of: [y])[0]
                }
                #expect(abs(prediction.cumulative([y])[0] - below) < 1e-11)
            }
        }
        try compare(density)
    }

    struct GradientCase: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var mixture: ScaleMixture
        var known = false
        var shift = DiagonalShift.none
    }

    static let gradientCases =
        everyDensity.map { density in
            GradientCase(testDescription: "\(type(of: density)) inside", mixture: ScaleMixture(process, density))
        }
        + everyDensity.map { density in
            GradientCase(
                testDescription: "\(type(of: density)) outside", mixture: ScaleMixture(process, density, .outside))
        }
        + [
            GradientCase(
                testDescription: "known noise, relative shift, inside",
                mixture: ScaleMixture(of: process, scale: .gamma(shape: 1.5, rate: 1)), known: true,
                shift: .relative(toMeanDiagonal: 0.03)),
            GradientCase(
                testDescription: "known noise, relative shift, outside",
                mixture: ScaleMixture(of: process, scale: .gamma(shape: 1.5, rate: 1), noise: .outside), known: true,
                shift: .relative(toMeanDiagonal: 0.03)),
            GradientCase(
                testDescription: "more rows than the kernel has directions, outside",
                mixture: ScaleMixture(
                    of: GaussianProcess(kernel: 0.6 * Linear(), mean: .linear, noiseVariance: 0.1),
                    scale: .halfCauchy(scale: 0.7), noise: .outside)),
        ]

    @Test("The gradient agrees with differences", arguments: gradientCases)
    func gradient(_ example: GradientCase) throws {
        let observations = try Self.observations(25, known: example.known)
        let mixture = example.mixture.started(at: observations)
        let gradient = try mixture.evidence(of: observations, shift: example.shift).gradient
        #expect(gradient.count == mixture.parameterCount)
        let largest = gradient.reduce(0) { max($0, abs($1)) }
        for (index, named) in mixture.parameters.enumerated() {
            let domain = named.parameter.domain
            let center = domain.freeCoordinate(of: named.parameter.value)
            let (slope, order) = try differenceDerivative(step: 2e-4) { offset in
                var moved = mixture
                moved.updateParameter(at: named.path) { $0.value = domain.value(at: center + offset) }
                return try moved.evidence(of: observations, shift: example.shift).logEvidence
            }
            #expect(abs(slope - gradient[index]) < 2e-8 * largest, "\(named.path)")
            #expect(!(order < 1.5) || abs(slope - gradient[index]) < 1e-9 * largest, "\(named.path)")
        }
    }

    @Test("Without noise both placements are one model") func noiseless() throws {
        var process = Self.process
        process.noise = nil
        let observations = try Self.observations(9)
        let inside = try ScaleMixture(of: process, scale: .gamma(shape: 2, rate: 1)).conditioned(on: observations)
        let outside = try ScaleMixture(of: process, scale: .gamma(shape: 2, rate: 1), noise: .outside)
            .conditioned(on: observations)
        #expect(inside.logEvidence == outside.logEvidence)
    }

    @Test("The density of one observation integrates to one", arguments: 0..<7, NoisePlacement.allCases)
    func integratesToOne(_ index: Int, _ noise: NoisePlacement) throws {
        let mixture = ScaleMixture(
            GaussianProcess(kernel: 0.8 * SquaredExponential(), noiseVariance: 0.2),
            everyDensity[index], noise)
        // Twice the integral over y = mean + e^t, by the trapezoid rule in t: near its mean the density may be singular.
        var total = 0.0
        let step = 0.05
        for k in -800...1500 {
            let t = step * Double(k)
            let observations = try Observations(Matrix(rows: [[0.5]]), [exp(t)])
            total += 2 * step * exp(try mixture.conditioned(on: observations).logEvidence + t)
        }
        #expect(abs(total - 1) < 1e-9)
    }
}
