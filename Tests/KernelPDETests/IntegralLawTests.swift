import KernelPDE
import Testing

/// Laws of a solver: superposition, symmetry, exactness, convergence, gluing.
@Suite struct IntegralLawTests {
    private let conditions = [(on: "boundary", equation: "u = 0")]

    private func solve(_ source: String, breaks: [String] = [], tolerance: Double? = nil) throws -> OrdinarySolution {
        let problem = try OrdinaryProblem(
            domain: ("-1", "1"), equation: "(2 + x)*u_xx + u_x - x*u = \(source)", conditions: conditions,
            breaks: breaks)
        return try (tolerance.map { IntegralSolver(tolerance: $0) } ?? IntegralSolver()).solve(problem)
    }

    private let points = (0...200).map { -1 + Double($0) / 100 }

    @Test func superposition() throws {
        let a = try solve("sin(7*x)").mean(at: points)
        let b = try solve("exp(x)").mean(at: points)
        let sum = try solve("3*sin(7*x) - 2*exp(x)").mean(at: points)
        for i in points.indices { #expect(abs(3 * a[i] - 2 * b[i] - sum[i]) < 1e-13) }
    }

    @Test func evenProblemHasAnEvenSolution() throws {
        let problem = try OrdinaryProblem(
            domain: ("-1", "1"), equation: "u_xx - (1 + x^2)*u = cos(20*x)", conditions: conditions)
        let u = try IntegralSolver().solve(problem).mean(at: points)
        for i in points.indices { #expect(abs(u[i] - u[points.count - 1 - i]) < 1e-15) }
    }

    @Test func exactForPolynomials() throws {
        let problem = try OrdinaryProblem(
            domain: ("-1", "2"), equation: "u_xx + x*u_x - 2*u = manufactured",
            conditions: [(on: "boundary", equation: "u = manufactured")], exact: "x^7 - 3*x^4 + x - 2")
        let report = try IntegralSolver().solve(problem).report
        #expect(report.relativeL2Error ?? 1 < 1e-14)
    }

    @Test func halvedDomainGivesTheSame() throws {
        let whole = try solve("sin(30*x)").mean(at: points)
        let glued = try solve("sin(30*x)", breaks: ["-0.5", "0", "0.123"])
        #expect(glued.report.pieces["x"] == 4)
        #expect(glued.breaks.count == 5)
        for (a, b) in zip(whole, glued.mean(at: points)) { #expect(abs(a - b) < 1e-12) }
    }

    @Test func toleranceGovernsTheError() throws {
        let exact = "exp(-50*(x-0.1)^2)"
        let problem = try OrdinaryProblem(
            domain: ("-1", "1"), equation: "u_xx - 5*u = manufactured",
            conditions: [(on: "boundary", equation: "u = \(exact)")], exact: exact)
        let equation = try #require(problem.linearEquation)
        let errors = try [1e-6, 1e-12].map { tolerance -> Double in
            let solved = try LinearSolver(settings: SolverSettings(tolerance: tolerance)).solve(
                equation, conditions: problem.linearConditions, breaks: [-1, 1])
            let truth = try IntegralSolver().solve(problem)
            return points.map { abs(solved.series.value(at: $0) - truth.mean(at: [$0])[0]) }.max() ?? 0
        }
        #expect(errors[1] > 0)
        #expect(errors[0] > 1e4 * errors[1])
    }

    /// Semilogarithmic convergence: with the degree the error falls at least by a fixed factor, down to rounding.
    @Test func convergesGeometrically() throws {
        let problem = try OrdinaryProblem(
            domain: ("-1", "1"), equation: "u_xx - 5*u = manufactured",
            conditions: [(on: "boundary", equation: "u = manufactured")], exact: "1/(1 + 4*x^2)")
        let equation = try #require(problem.linearEquation)
        let errors = [12, 24, 36, 48].map { size -> Double in
            let fixed = FixedDegree(
                equation, conditions: problem.linearConditions, domain: Interval(-1, 1), size: size)
            return points.map { abs(fixed.series.value(at: $0) - 1 / (1 + 4 * $0 * $0)) }.max() ?? 0
        }
        // Poles at +-i/2: the coefficients fall by (0.5 + sqrt(1.25))^-12 = 1/322 over twelve degrees.
        for (a, b) in zip(errors, errors.dropFirst()) { #expect(b < a / 100) }
        #expect(errors[3] > 1e-14)
    }

    @Test func conditionsAreMet() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "2"), equation: "u_xx + x*u = 1",
            conditions: [(on: "x = min", equation: "u + 2*u_x = 0.7"), (on: "x = max", equation: "3*u_x - u = -1.5")])
        let solution = try IntegralSolver().solve(problem)
        let (u, slope) = (solution.mean(at: [0, 2]), solution.derivative(order: 1, at: [0, 2]))
        #expect(abs(u[0] + 2 * slope[0] - 0.7) < 1e-13)
        #expect(abs(3 * slope[1] - u[1] + 1.5) < 1e-13)
    }

    /// The denser of two independent ways: the wide-band problem by banded and by dense factors.
    @Test func denseAndBandedAgree() throws {
        let equation = LinearEquation(order: 2) { points in
            [points.map { 1 + $0 }, points.map { $0 * $0 }, points.map { 2 + $0 * $0 * $0 }, points.map { $0 - 3 }]
        }
        let interval = Interval(-0.5, 1.5)
        let rows = equation.rows(interval.points(ChebyshevNodes.firstKind(64)))
        let series = rows.map { ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: $0)) }
        let short = series.map { ChebyshevSeries(Array($0.coefficients.prefix(4))) }
        let banded = LocalOperator.banded(size: 64, interval: interval, coefficients: Array(short.dropLast()))
        let dense = LocalOperator.dense(DenseCollocation(interval: interval, rows: Array(rows.dropLast())))
        let a = banded.solve(short[3], size: 64)
        let b = dense.solve(short[3], size: 64)
        for (x, y) in zip(a, b) { #expect(abs(x - y) < 1e-13) }
    }
}
