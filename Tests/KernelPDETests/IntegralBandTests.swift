#if canImport(Glibc)
    import Glibc
#endif
import KernelPDE
import LinearAlgebra
import Testing

/// The band 2.3 rms(u_2N - u_N) at fixed degrees: u'' - 5 u = f on [-1, 1], random solutions of three classes.
@Suite struct IntegralBandTests {
    private struct Sample: Sendable {
        let equation: LinearEquation
        let exact: @Sendable (Double) -> Double
        let size: Int

        var conditions: [EndCondition] { [.value(exact(-1), at: .lower), .value(exact(1), at: .upper)] }
    }

    /// A random sum of cosines (classes 0 and 1) or of peaks (class 2), with the degree that resolves f.
    private func sample(_ kind: Int, _ generator: inout SeededGenerator) -> Sample {
        let scale = generator.uniform(from: 0.05, to: 0.5)
        let count = [60, 1 + generator.integer(below: 4), 1 + generator.integer(below: 3)][kind]
        let terms = (0..<count).map { _ -> (Double, Double, Double) in
            switch kind {
            case 0:
                let chi = (0..<8).reduce(0.0) { sum, _ in
                    let z = generator.normal()
                    return sum + z * z
                }
                return (
                    generator.normal(), generator.normal() / (chi / 8).squareRoot() / scale,
                    generator.uniform(from: 0, to: 6.28)
                )
            case 1: return (1, generator.uniform(from: 3, to: 60), generator.uniform(from: 0, to: 6.28))
            default: return (1, generator.uniform(from: 0.03, to: 0.3), generator.uniform(from: -0.9, to: 0.9))
            }
        }
        let isPeaks = kind == 2
        let exact = { @Sendable (x: Double) in
            terms.reduce(0) { sum, term in
                let s = (x - term.2) / term.1
                return sum + term.0 * (isPeaks ? exp(-s * s) : cos(term.1 * x + term.2))
            }
        }
        let source = { @Sendable (x: Double) in
            terms.reduce(0) { sum, term in
                if isPeaks {
                    let s = (x - term.2) / term.1
                    return sum + term.0 * exp(-s * s) * ((4 * s * s - 2) / (term.1 * term.1) - 5)
                }
                return sum - term.0 * (term.1 * term.1 + 5) * cos(term.1 * x + term.2)
            }
        }
        let equation = LinearEquation(order: 2) { points in
            [points.map { _ in -5 }, points.map { _ in 0 }, points.map { _ in 1 }, points.map(source)]
        }
        let values = Interval(-1, 1).points(ChebyshevNodes.firstKind(512)).map(source)
        let coefficients = ChebyshevTransform.coefficients(ofValues: values)
        let largest = coefficients.map(abs).max() ?? 1
        let size = (coefficients.lastIndex { abs($0) > (kind == 0 ? 1e-4 : 1e-8) * largest } ?? 16) + 1
        return Sample(equation: equation, exact: exact, size: size)
    }

    @Test(arguments: [0.4, 0.6, 0.8, 1.0]) func coversAtEveryLevel(level: Double) throws {
        var generator = SeededGenerator(seed: 50)
        var coverage = 0.0
        var classes = [0.0, 0.0, 0.0]
        let count = 201
        for index in 0..<count {
            let sample = sample(index % 3, &generator)
            let size = min(300, max(8, Int(level * Double(sample.size))))
            let fixed = FixedDegree(
                sample.equation, conditions: sample.conditions, domain: Interval(-1, 1), size: size)
            let limit = 1.96 * fixed.band.standardDeviation
            let inside = (0..<200).filter { i in
                let x = -1 + 2 * Double(i) / 199
                return abs(fixed.series.value(at: x) - sample.exact(x)) <= limit
            }.count
            coverage += Double(inside) / 200 / Double(count)
            classes[index % 3] += Double(inside) / 200 / Double(count / 3)
        }
        #expect(coverage > 0.93 && coverage < 0.995)
        for mean in classes { #expect(mean > 0.9) }
    }

    @Test func resolvedProblemsAreRoundingOnly() throws {
        var generator = SeededGenerator(seed: 51)
        var other = 0
        for index in 0..<60 {
            let sample = sample(index % 3, &generator)
            let resolved = index % 3 == 0 ? 4.0 : 1.6
            let fixed = FixedDegree(
                sample.equation, conditions: sample.conditions, domain: Interval(-1, 1),
                size: min(500, Int(resolved * Double(sample.size)) + 8))
            if fixed.band.kind != .roundingOnly { other += 1 }
        }
        #expect(other <= 6)
    }

    @Test func inverseNormOfThePoissonOperator() throws {
        // Least eigenvalue of -u'' on [0, L] with u = 0 at the ends: (pi / L)^2.
        for length in [0.5, 1, 2 * Double.pi] {
            let equation = LinearEquation(order: 2) { points in
                let zero = points.map { _ in 0.0 }
                return [zero, zero, points.map { _ in 1 }, points.map { _ in 1 }]
            }
            let solved = try LinearSolver().solve(
                equation, conditions: [.value(0, at: .lower), .value(0, at: .upper)], breaks: [0, length])
            let norm = solved.system.inverseNormEstimate()
            let exact = length * length / (Double.pi * Double.pi)
            #expect(abs(norm - exact) < 1e-3 * exact)
        }
    }
}
