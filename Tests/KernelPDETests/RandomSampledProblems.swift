#if canImport(Glibc)
    import Glibc
#endif
import KernelPDE
import LinearAlgebra

/// Random problems u'' - 5 u = f on [-1, 1] with f at uniform points; the same generator serves tests and benchmark.
struct RandomSampledProblems {
    enum Class: String, CaseIterable, Sendable {
        case maternLike, tones, peaks, kinks
    }

    /// A function with its second derivative.
    struct Truth: Sendable {
        let value: @Sendable (Double) -> Double
        let curvature: @Sendable (Double) -> Double

        func source(_ x: Double) -> Double { curvature(x) - 5 * value(x) }
    }

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// The next problem of a class with its solution; `noise` is the standard deviation of the samples' noise relative to the root
    /// mean square of f.
    mutating func next(_ kind: Class, sampleCount: Int, noise: Double = 0) throws -> (
        problem: SampledProblem, truth: Truth
    ) {
        let truth = truth(kind)
        let points = Array(Vector.linearlySpaced(from: -1, through: 1, count: sampleCount))
        let exact = points.map(truth.source)
        let size = (exact.reduce(0) { $0 + $1 * $1 } / Double(sampleCount)).squareRoot()
        let problem = try SampledProblem(
            lower: -1, upper: 1, coefficients: [{ _ in -5 }, { _ in 0 }, { _ in 1 }], points: points,
            values: noise == 0 ? exact : exact.map { $0 + noise * size * generator.normal() },
            conditions: [.dirichlet(at: -1, value: truth.value(-1)), .dirichlet(at: 1, value: truth.value(1))])
        return (problem, truth)
    }

    private mutating func truth(_ kind: Class) -> Truth {
        switch kind {
        case .maternLike:
            let scale = generator.uniform(from: 0.1, to: 0.5)
            let waves = (0..<40).map { _ in
                let chi = (0..<8).reduce(0.0) { sum, _ in
                    let z = generator.normal()
                    return sum + z * z
                }
                return (0.2 * generator.normal(), generator.normal() / (chi / 8).squareRoot() / scale)
            }
            return self.waves(waves)
        case .tones:
            let count = 1 + generator.integer(below: 4)
            return waves((0..<count).map { _ in (generator.normal(), generator.uniform(from: 3, to: 40)) })
        case .peaks:
            let peaks = (0..<1 + generator.integer(below: 4)).map { _ in
                (generator.normal(), generator.uniform(from: -0.8, to: 0.8), generator.uniform(from: 0.05, to: 0.3))
            }
            @Sendable func sum(_ x: Double, _ part: (_ z: Double, _ width: Double) -> Double) -> Double {
                peaks.reduce(0) { sum, peak in
                    let z = (x - peak.1) / peak.2
                    return sum + peak.0 * exp(-0.5 * z * z) * part(z, peak.2)
                }
            }
            return Truth(
                value: { sum($0) { _, _ in 1 } }, curvature: { sum($0) { ($0 * $0 - 1) / ($1 * $1) } })
        case .kinks:
            let (place, power) = (generator.uniform(from: -0.8, to: 0.8), generator.uniform(from: 2.5, to: 3.7))
            return Truth(
                value: { pow(abs($0 - place), power) },
                curvature: { power * (power - 1) * pow(abs($0 - place), power - 2) })
        }
    }

    private mutating func waves(_ waves: [(weight: Double, frequency: Double)]) -> Truth {
        let phases = waves.map { _ in generator.uniform(from: 0, to: 6.28) }
        @Sendable func sum(_ x: Double, _ part: (Double) -> Double) -> Double {
            zip(waves, phases).reduce(0) { $0 + $1.0.weight * part($1.0.frequency) * cos($1.0.frequency * x + $1.1) }
        }
        return Truth(value: { sum($0) { _ in 1 } }, curvature: { sum($0) { -$0 * $0 } })
    }

    /// What a band came to on 201 points: the share inside and the half-width over the root mean square error.
    static func coverage(
        of solution: SampledSolution, truth: Truth, halfWidth: Double
    ) -> (share: Double, excess: Double) {
        let points = Array(Vector.linearlySpaced(from: -1, through: 1, count: 201))
        let errors = zip(points, solution.values(at: points)).map { abs(truth.value($0) - $1) }
        let size = (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
        let inside = errors.filter { $0 <= halfWidth }.count
        return (Double(inside) / Double(errors.count), halfWidth / max(size, .leastNormalMagnitude))
    }
}
