import Foundation
import KernelPDE
import LinearAlgebra

/// u'' = f with known u, its source sampled.
struct SampledCase: Sendable {
    var name: String
    var lower: Double
    var upper: Double
    var solution: @Sendable (Double) -> Double
    var source: @Sendable (Double) -> Double

    func points(_ count: Int) -> [Double] { Array(Vector.linearlySpaced(from: lower, through: upper, count: count)) }

    func problem(_ count: Int, checks: [Double] = []) throws -> SampledProblem {
        let points = points(count)
        return try SampledProblem(
            lower: lower, upper: upper, coefficients: [{ _ in 0 }, { _ in 0 }, { _ in 1 }], points: points,
            values: points.map(source),
            conditions: [
                .dirichlet(at: lower, value: solution(lower)), .dirichlet(at: upper, value: solution(upper)),
            ],
            checks: checks.map { SourceSample(at: $0, value: source($0)) })
    }

    /// |u - truth| / |truth| on 300 points with both ends.
    func error(_ values: ([Double]) -> Vector) -> Double {
        let test = points(300)
        let truth = Vector(test.map(solution))
        return (values(test) - truth).norm / truth.norm
    }

    static let singleSine = SampledCase(
        name: "sin 100x", lower: 0, upper: 2 * .pi, solution: { sin(100 * $0) }, source: { -1e4 * sin(100 * $0) })
    static let mixedSines = SampledCase(
        name: "mixed sines", lower: 0, upper: 1,
        solution: { sin($0) + 0.1 * sin(20 * $0) + 0.05 * sin(100 * $0) },
        source: { -sin($0) - 40 * sin(20 * $0) - 500 * sin(100 * $0) })
    static let product = SampledCase(
        name: "sin 6x cos 100x", lower: 0, upper: 2 * .pi, solution: { sin(6 * $0) * cos(100 * $0) },
        source: { -10036 * sin(6 * $0) * cos(100 * $0) - 1200 * cos(6 * $0) * sin(100 * $0) })
    static let parabolaAndSine = SampledCase(
        name: "x^2 + sin 500x", lower: 0, upper: 1,
        solution: { sin(500 * $0) - 2 * ($0 - 0.5) * ($0 - 0.5) }, source: { -250_000 * sin(500 * $0) - 4 })
    static let twoTones = SampledCase(
        name: "tones 150, 157", lower: 0, upper: 2 * .pi, solution: { sin(150 * $0) + sin(157 * $0) },
        source: { -22500 * sin(150 * $0) - 24649 * sin(157 * $0) })
    static let bump = SampledCase(
        name: "bump", lower: 0, upper: 1, solution: { exp(-300 * ($0 - 0.61) * ($0 - 0.61)) },
        source: { (360_000 * ($0 - 0.61) * ($0 - 0.61) - 600) * exp(-300 * ($0 - 0.61) * ($0 - 0.61)) })
    static let layer = SampledCase(
        name: "exp(-80x)", lower: 0, upper: 1, solution: { exp(-80 * $0) }, source: { 6400 * exp(-80 * $0) })
    static let chirp = SampledCase(
        name: "sin 15x^2", lower: 0, upper: 4, solution: { sin(15 * $0 * $0) },
        source: { 30 * cos(15 * $0 * $0) - 900 * $0 * $0 * sin(15 * $0 * $0) })
    static let fastChirp = SampledCase(
        name: "sin 20x^2", lower: 0, upper: 2 * .pi, solution: { sin(20 * $0 * $0) },
        source: { 40 * cos(20 * $0 * $0) - 1600 * $0 * $0 * sin(20 * $0 * $0) })
    static let kink = SampledCase(
        name: "|x - .37|^3", lower: 0, upper: 1, solution: { pow(abs($0 - 0.37), 3) },
        source: { 6 * abs($0 - 0.37) })
    static let root = SampledCase(
        name: "x^2.5", lower: 0, upper: 1, solution: { pow($0, 2.5) }, source: { 3.75 * $0.squareRoot() })

    static let all = [
        singleSine, mixedSines, product, parabolaAndSine, twoTones, bump, layer, chirp, fastChirp, kink, root,
    ]
}

extension SampledCase {
    static func cosine(_ omega: Double) -> @Sendable (Double) -> Double { { cos(omega * $0) } }
}
