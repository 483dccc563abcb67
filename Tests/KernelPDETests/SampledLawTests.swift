import Foundation
import KernelPDE
import LinearAlgebra
import Testing

/// Equations beyond u'' = f, grids beyond uniform ones, and the features' own laws.
@Suite struct SampledLawTests {
    static let families: [any FeatureSet] = [
        LegendreFeatures(degree: 9, lower: -1, upper: 2),
        OscillatingFeatures(angularFrequencies: [3, 11], tolerance: 1e-10, lower: -1, upper: 2),
        FourierCombFeatures(frequencyCount: 6, operatorOrder: 2, lower: -1, upper: 2),
    ]

    @Test(arguments: families.indices)
    func derivativesAgreeWithDifferences(family: Int) {
        let features = Self.families[family]
        let (x, h) = (0.37, 1e-4)
        let values = features.derivatives(upTo: 4, at: [x])
        let ahead = features.derivatives(upTo: 3, at: [x + h])
        let behind = features.derivatives(upTo: 3, at: [x - h])
        for k in 1...4 {
            let scale = max(values[k].maximumMagnitude, 1)
            for j in 0..<features.count {
                let difference = (ahead[k - 1][0, j] - behind[k - 1][0, j]) / (2 * h)
                #expect(abs(values[k][0, j] - difference) < 1e-5 * scale, "\(features.label), order \(k), feature \(j)")
            }
        }
    }

    /// u = exp(sin 3x) solves (2 + x) u'' + cos(x) u' - 4 u = f.
    private func variable(
        _ points: [Double], _ conditions: (_ u: (Double) -> Double, _ slope: (Double) -> Double) -> [BoundaryFunctional]
    ) throws -> (SampledProblem, @Sendable (Double) -> Double) {
        let u: @Sendable (Double) -> Double = { exp(sin(3 * $0)) }
        let slope: @Sendable (Double) -> Double = { 3 * cos(3 * $0) * exp(sin(3 * $0)) }
        let curvature: @Sendable (Double) -> Double = {
            (9 * cos(3 * $0) * cos(3 * $0) - 9 * sin(3 * $0)) * exp(sin(3 * $0))
        }
        let problem = try SampledProblem(
            lower: 0, upper: 2, coefficients: [{ _ in -4 }, { cos($0) }, { 2 + $0 }], points: points,
            values: points.map { (2 + $0) * curvature($0) + cos($0) * slope($0) - 4 * u($0) },
            conditions: conditions(u, slope))
        return (problem, u)
    }

    private func error(_ solution: SampledSolution, _ u: (Double) -> Double) -> Double {
        let points = (0...100).map { Double($0) / 50 }
        return zip(points, solution.values(at: points)).reduce(0) { max($0, abs(u($1.0) - $1.1)) }
    }

    @Test func variableCoefficientsWithARobinCondition() throws {
        let (problem, u) = try variable((0..<80).map { 2 * Double($0) / 79 }) { u, slope in
            [
                .dirichlet(at: 0, value: u(0)),
                .robin(at: 2, solutionWeight: 1, slopeWeight: 2, value: u(2) + 2 * slope(2)),
            ]
        }
        let solution = try FeatureSolver().solve(problem)
        #expect(error(solution, u) < 1e-10)
        let end = solution.derivatives(upTo: 1, at: [2])
        #expect(abs(end[0][0] + 2 * end[1][0] - problem.conditions[1].value) < 1e-11)
    }

    @Test func irregularPoints() throws {
        var generator = SeededGenerator(seed: 3)
        let points = (0..<120).map { _ in generator.uniform(from: 0, to: 2) } + [0, 2]
        let (problem, u) = try variable(points) { u, slope in
            [.dirichlet(at: 0, value: u(0)), .neumann(at: 0, value: slope(0))]
        }
        #expect(problem.uniformSpacing == nil)
        let solution = try FeatureSolver().solve(problem)
        #expect(solution.nyquistFrequency == nil)
        #expect(error(solution, u) < 1e-8)
        #expect(solution.candidates[0].reasonSkipped?.contains("not equally spaced") == true)
    }

    @Test func aFirstOrderEquation() throws {
        // u' + 3 u = cos(20 x), u(0) = 1.
        let points = (0..<100).map { 2 * Double($0) / 99 }
        let problem = try SampledProblem(
            lower: 0, upper: 2, coefficients: [{ _ in 3 }, { _ in 1 }], points: points,
            values: points.map { cos(20 * $0) }, conditions: [.dirichlet(at: 0, value: 1)])
        let solution = try FeatureSolver().solve(problem)
        let u: (Double) -> Double = {
            (3 * cos(20 * $0) + 20 * sin(20 * $0)) / 409 + (1 - 3.0 / 409) * exp(-3 * $0)
        }
        #expect(error(solution, u) < 1e-10)
    }

    @Test func periodicConditions() throws {
        let points = (0..<100).map { 2 * Double($0) / 99 }
        let omega = 2 * Double.pi
        let problem = try SampledProblem(
            lower: 0, upper: 2, coefficients: [{ _ in -1 }, { _ in 0 }, { _ in 1 }], points: points,
            values: points.map { -(omega * omega + 1) * sin(omega * $0) },
            conditions: (0...1).map { k in
                BoundaryFunctional(
                    [.init(at: 0, derivative: k), .init(at: 2, derivative: k, weight: -1)], equals: 0)
            })
        #expect(error(try FeatureSolver().solve(problem)) { sin(omega * $0) } < 1e-11)
    }

    @Test func aSourceThatVanishes() throws {
        // 0.01 u'' - u = 0: two layers.
        let points = (0..<200).map { Double($0) / 199 * 2 }
        let problem = try SampledProblem(
            lower: 0, upper: 2, coefficients: [{ _ in -1 }, { _ in 0 }, { _ in 0.01 }], points: points,
            values: points.map { _ in 0 }, conditions: [.dirichlet(at: 0, value: 1), .dirichlet(at: 2, value: 1)])
        let solution = try FeatureSolver().solve(problem)
        #expect(solution.resolution == .resolved)
        #expect(error(solution) { cosh(10 * ($0 - 1)) / cosh(10) } < 1e-10)
    }
}
