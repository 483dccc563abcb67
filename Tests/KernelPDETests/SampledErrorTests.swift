import KernelPDE
import Testing

/// Every wrong input gives an error that names it.
@Suite struct SampledErrorTests {
    private func problem(
        lower: Double = 0, upper: Double = 1, points: [Double]? = nil, values: [Double]? = nil,
        coefficients: [@Sendable (Double) -> Double] = [{ _ in 0 }, { _ in 0 }, { _ in 1 }],
        conditions: [BoundaryFunctional] = [.dirichlet(at: 0, value: 0), .dirichlet(at: 1, value: 0)]
    ) throws -> SampledProblem {
        let grid = points ?? (0..<30).map { Double($0) / 29 }
        return try SampledProblem(
            lower: lower, upper: upper, coefficients: coefficients, points: grid,
            values: values ?? grid.map { _ in 1 }, conditions: conditions)
    }

    @Test func domains() {
        #expect(throws: SampledProblemError.emptyDomain(lower: 1, upper: 0)) { try problem(lower: 1, upper: 0) }
        #expect(throws: SampledProblemError.self) { try problem(upper: .infinity) }
    }

    @Test func samples() {
        #expect(throws: SampledProblemError.tooFewSamples(count: 0, needed: 14)) { try problem(points: []) }
        #expect(throws: SampledProblemError.unequalCounts(points: 30, values: 1)) { try problem(values: [1]) }
        var points = (0..<30).map { Double($0) / 29 }
        points[3] = points[4]
        #expect(throws: SampledProblemError.repeatedPoint(points[4])) { try problem(points: points) }
        points[3] = 7
        #expect(throws: SampledProblemError.self) { try problem(points: points) }
        points[3] = .nan
        #expect(throws: SampledProblemError.self) { try problem(points: points) }
    }

    @Test func coefficients() {
        #expect(throws: SampledProblemError.noDerivative) { try problem(coefficients: [{ _ in 1 }], conditions: []) }
        #expect(throws: SampledProblemError.noDerivative) {
            try problem(coefficients: [{ _ in 1 }, { _ in 0 }, { _ in 0 }])
        }
        #expect(throws: SampledProblemError.coefficientNotFinite(order: 0, point: 0)) {
            try problem(coefficients: [{ 1 / $0 }, { _ in 0 }, { _ in 1 }])
        }
    }

    @Test func conditions() throws {
        #expect(throws: SampledProblemError.wrongConditionCount(given: 1, needed: 2)) {
            try problem(conditions: [.dirichlet(at: 0, value: 0)])
        }
        #expect(throws: SampledProblemError.unusableCondition(index: 1)) {
            try problem(conditions: [.dirichlet(at: 0, value: 0), .dirichlet(at: 2, value: 0)])
        }
        let contradiction = try problem(conditions: [.dirichlet(at: 0, value: 0), .dirichlet(at: 0, value: 1)])
        #expect(throws: SampledProblemError.dependentConditions) { try FeatureSolver().solve(contradiction) }
        let floating = try problem(conditions: [.neumann(at: 0, value: 0), .neumann(at: 1, value: 1)])
        #expect(throws: SampledProblemError.notDetermined) { try FeatureSolver().solve(floating) }
    }

    @Test func descriptionsNameTheCulprit() {
        #expect("\(SampledProblemError.repeatedPoint(0.25))".contains("0.25"))
        #expect("\(SampledProblemError.wrongConditionCount(given: 1, needed: 2))".contains("exactly 2"))
        #expect("\(CollocationError.conditionOffGrid(point: 0.5))".contains("0.5"))
    }
}
