import KernelPDE
import LinearAlgebra
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Inverse problems against closed forms, differences and the truth they were made from.
@Suite struct InverseTests {
    static let heat = [PDEStatement.Variable("x", "0", "1"), PDEStatement.Variable("t", "0", "0.2")]
    static let heatConditions = [
        StatedCondition(on: "t = 0", "u = sin(pi*x)"), StatedCondition(on: "x = min", "u = 0"),
        StatedCondition(on: "x = max", "u = 0"),
    ]

    static func diffusion(isNoiseGiven: Bool, bounds: (Double, Double) = (0.1, 10)) -> PDEStatement {
        var generator = SeededGenerator(seed: 3)
        let points = Matrix(rowCount: 30, columnCount: 2) { _, j in generator.uniform() * (j == 0 ? 1 : 0.2) }
        let values = Vector(
            (0..<30).map { i in
                exp(-2 * Double.pi * Double.pi * points[i, 1]) * sin(Double.pi * points[i, 0]) + 0.02
                    * generator.normal()
            })
        return PDEStatement(
            variables: heat, equations: ["u_t = kappa*u_xx"], conditions: heatConditions,
            exact: ["u": "exp(-2*pi^2*t)*sin(pi*x)"], unknowns: [.init("kappa", from: bounds.0, through: bounds.1)],
            observations: PointObservations(
                points: points, series: [.init("u", values)],
                standardDeviation: isNoiseGiven ? Vector(count: 30, repeating: 0.02) : nil))
    }

    @Test(arguments: [true, false]) func diffusionConstantMeetsItsExactPosterior(isNoiseGiven: Bool) throws {
        let statement = Self.diffusion(isNoiseGiven: isNoiseGiven)
        let solution = try statement.problem().solve()
        let found = try #require(solution.report.parameters["kappa"])
        // The forward map is known in closed form: integrate the posterior by brute force.
        let observations = try #require(statement.observations)
        var (total, first, second) = (0.0, 0.0, 0.0)
        for k in 0..<20_000 {
            let kappa = 0.1 + 9.9 * (Double(k) + 0.5) / 20_000
            let squares = (0..<30).reduce(0.0) { sum, i in
                let x = observations.points[i, 0]
                let u = exp(-kappa * Double.pi * Double.pi * observations.points[i, 1]) * sin(Double.pi * x)
                let r = observations.series[0].values[i] - u
                return sum + r * r
            }
            let weight = isNoiseGiven ? exp(-0.5 * squares / 0.0004 + 15) : pow(squares, -15) * 1e-30
            total += weight
            first += weight * kappa
            second += weight * kappa * kappa
        }
        let mean = first / total
        let deviation = (second / total - mean * mean).squareRoot()
        #expect(abs(found.mean - mean) < 1e-4 * deviation)
        #expect(abs(found.standardDeviation - deviation) < 1e-3 * deviation)
        #expect(solution.report.bandKind == .posterior)
        #expect(solution.report.converged)
        #expect(try #require(solution.report.relativeL2Error) < 0.03)
        let edge = Matrix(rows: [[0, 0.1], [0.5, 0], [0.5, 0.1]])
        let band = solution.standardDeviation(at: edge)
        #expect(band[0] < 1e-12 && band[1] < 1e-12 && band[2] > 1e-3)
    }

    private func checkSensitivities(_ statement: PDEStatement, at parameters: [Double], step: Double) throws {
        let problem = try InverseProblem(statement)
        let (_, jacobian) = try problem.predictions(at: parameters, resolvedAt: parameters)
        for j in parameters.indices {
            var (up, down) = (parameters, parameters)
            up[j] += step
            down[j] -= step
            let above = try problem.predictions(at: up, resolvedAt: parameters).values
            let below = try problem.predictions(at: down, resolvedAt: parameters).values
            for i in above.indices {
                let difference = (above[i] - below[i]) / (2 * step)
                #expect(abs(jacobian[i, j] - difference) < 1e-6 * max(1, abs(difference)))
            }
        }
    }

    @Test func sensitivitiesMeetDifferences() throws {
        let points = Matrix(rows: [[0.2, 0.05], [0.7, 0.11], [0.4, 0.2], [0.9, 0.15]])
        let zero = Vector(count: 4)
        try checkSensitivities(
            PDEStatement(
                variables: Self.heat, equations: ["u_t = D*u_xx + rate*u*(1 - u)"],
                conditions: [
                    .init(on: "t = 0", "u = 0.3 + 0.25*cos(pi*x)"), .init(on: "x = min", "u_x = 0"),
                    .init(on: "x = max", "u_x = 0"),
                ], unknowns: [.init("D", from: 0.1, through: 1), .init("rate", from: 0.5, through: 8)],
                observations: PointObservations(points: points, series: [.init("u", zero)])), at: [0.4, 3], step: 1e-4)
        let line = Matrix(column: [0.21, 0.5, 0.83])
        let field = PDEStatement(
            variables: [.init("x", "0", "1")], equations: ["-d(kappa*u_x, x) = 10 + u^2"],
            conditions: [.init(on: "boundary", "u = 0")],
            unknowns: [.init("kappa", of: ["x"], from: 0, through: .infinity)],
            observations: PointObservations(points: line, series: [.init("u", Vector(count: 3))]))
        var parameters = [Double](repeating: 0, count: try InverseProblem(field).parameterCount)
        (parameters[0], parameters[1], parameters[2]) = (1.2, 0.3, -0.2)
        try checkSensitivities(field, at: parameters, step: 1e-4)
    }

    @Test func evidenceGradientMeetsDifferences() throws {
        let problem = try InverseProblem(FieldTests.source(noise: 0.01, isNoiseGiven: false))
        let place = [-1.3, 1.8, -4.4]
        let gradient = try #require(try problem.fieldEvidence(at: place)).gradient
        for k in 0..<3 {
            var (up, down) = (place, place)
            up[k] += 1e-5
            down[k] -= 1e-5
            let above = try #require(try problem.fieldEvidence(at: up)).value
            let below = try #require(try problem.fieldEvidence(at: down)).value
            #expect(abs(gradient[k] - (above - below) / 2e-5) < 1e-5 * max(1, abs(gradient[k])))
        }
    }

    @Test func threeConstantsOfPredatorAndPrey() throws {
        var generator = SeededGenerator(seed: 8)
        let start = [StatedCondition(on: "t = 0", "a = 10"), StatedCondition(on: "t = 0", "b = 5")]
        let truth = try PDEStatement(
            variables: [.init("t", "0", "12")], functions: ["a", "b"],
            equations: ["a_t = 1.1*a - 0.4*a*b", "b_t = 0.1*a*b - 0.4*b"], conditions: start
        ).problem().solve()
        let times = Matrix(column: Vector((0..<25).map { 0.5 * Double($0) }))
        let series = truth.components.map { component in
            let exact = component.solution.mean(at: times)
            return PointObservations.Series(component.name, exact.mapped { $0 + 0.2 * generator.normal() })
        }
        let solution = try PDEStatement(
            variables: [.init("t", "0", "12")], functions: ["a", "b"],
            equations: ["a_t = alpha*a - beta*a*b", "b_t = 0.1*a*b - gamma*b"], conditions: start,
            unknowns: [
                .init("alpha", from: 0.5, through: 2), .init("beta", from: 0.1, through: 1),
                .init("gamma", from: 0.1, through: 1),
            ], observations: PointObservations(points: times, series: series)
        ).problem().solve()
        for (name, value) in ["alpha": 1.1, "beta": 0.4, "gamma": 0.4] {
            let estimate = try #require(solution.report.parameters[name])
            #expect(abs(estimate.mean - value) < 3.5 * estimate.standardDeviation, "\(name): \(estimate)")
            #expect(estimate.standardDeviation < 0.05)
        }
    }

    @Test func whatTheDataDoNotDetermineIsSaid() throws {
        // The two constants enter as a product: no observation tells them apart.
        var generator = SeededGenerator(seed: 2)
        let xs = Vector.linearlySpaced(from: 0.05, through: 0.95, count: 20)
        let values = xs.mapped { 0.5 * $0 * (1 - $0) + 0.002 * generator.normal() }
        func statement(_ upper: Double) -> PDEStatement {
            PDEStatement(
                variables: [.init("x", "0", "1")], equations: ["-a*b*u_xx = 1"],
                conditions: [.init(on: "boundary", "u = 0")],
                unknowns: [.init("a", from: 0.2, through: upper), .init("b", from: 0.2, through: upper)],
                observations: PointObservations(points: Matrix(column: xs), series: [.init("u", values)]))
        }
        let bounded = try statement(5).problem().solve()
        #expect(bounded.report.warnings.contains { $0.contains("Only a combination of a and b") })
        // What is not determined must not look as if it were.
        for name in ["a", "b"] {
            #expect(try #require(bounded.report.parameters[name]).standardDeviation > 0.1)
        }
        let error = #expect(throws: PDEError.self) { try statement(.infinity).problem().solve() }
        #expect(try #require(error).description.contains("combination"))
    }
}
