import KernelPDE
import LinearAlgebra
import Testing

/// What must hold whatever the problem.
@Suite struct TensorLawTests {
    private static let names = ["x", "y", "z"]

    private func poisson(_ exact: String, order: [Int] = [0, 1, 2]) throws -> TensorSolution {
        let problem = try TensorProblem(
            variables: order.map { (name: Self.names[$0], lower: "0", upper: "1") },
            equation: "u_xx + u_yy + u_zz + x*u_y = manufactured",
            conditions: [(on: "boundary", equation: "u = \(exact)")],
            exact: exact)
        return try TensorSolver().solve(problem)
    }

    @Test func theOrderOfTheVariablesDoesNotMatter() throws {
        let exact = "sin(3*x + y)*exp(z)"
        let (a, b) = (try poisson(exact), try poisson(exact, order: [2, 0, 1]))
        let point = [0.31, 0.72, 0.18]
        let first = a.mean(at: Matrix(rows: [point]))[0]
        let second = b.mean(at: Matrix(rows: [[point[2], point[0], point[1]]]))[0]
        #expect(abs(first - second) < 1e-12)
    }

    @Test func gridsAndPointsAgree() throws {
        let solution = try poisson("cos(2*x - y + 3*z)")
        let axes = [[0.0, 0.3, 1], [0.2, 0.9], [0.1, 0.5, 0.6, 1]]
        for orders in [[0, 0, 0], [1, 0, 0], [0, 1, 2]] {
            let field = solution.field(orders: orders, onGrid: axes)
            #expect(field.shape == [3, 2, 4])
            var points: [[Double]] = []
            for z in axes[2] { for y in axes[1] { for x in axes[0] { points.append([x, y, z]) } } }
            let values = solution.derivative(orders: orders, at: Matrix(rows: points))
            for (a, b) in zip(field.values, values) { #expect(abs(a - b) < 1e-11) }
        }
    }

    @Test func derivativesAreThoseOfTheSolution() throws {
        let solution = try poisson("sin(x + 2*y)*z")
        let values = solution.derivative(orders: [1, 1, 1], at: Matrix(rows: [[0.3, 0.4, 0.9]]))
        // d^3/dxdydz = -2 sin(x + 2 y).
        let truth = try poisson("-2*sin(x + 2*y) + 0*z").mean(at: Matrix(rows: [[0.3, 0.4, 0.9]]))[0]
        #expect(abs(values[0] - truth) < 1e-9)
    }

    /// Solutions that answer point by point get their grids from the default.
    @Test func anySolutionHasAField() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: "u_xx = -sin(x)", conditions: [(on: "boundary", equation: "u = sin(x)")])
        let solution = try IntegralSolver().solve(problem)
        let places = [0.0, 0.25, 0.8]
        #expect(solution.field(onGrid: [places]).values == solution.mean(at: Matrix(column: Vector(places))))
        let box = try BoxSolver().solve(
            BoxProblem(
                variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy = 0",
                conditions: [(on: "boundary", equation: "u = x*y")]))
        #expect(abs(box.field(onGrid: [[0.5], [0.25, 0.5]]).values[1] - 0.25) < 1e-13)
    }

    @Test func statementsOfThreeVariablesAreSolved() throws {
        let statement = PDEStatement(
            variables: [.init("x", "0", "1"), .init("y", "0", "1"), .init("t", "0", "a")],
            equations: ["u_t = u_xx + u_yy"],
            conditions: [
                .init(on: "t = 0", "u = sin(pi*x)*sin(pi*y)"), .init(on: "x = min", "u = 0"),
                .init(on: "x = max", "u = 0"), .init(on: "y = min", "u = 0"), .init(on: "y = max", "u = 0"),
            ], exact: ["u": "exp(-2*pi^2*t)*sin(pi*x)*sin(pi*y)"], parameters: ["a": 0.2])
        let problem = try statement.problem()
        #expect(problem.orders == [2, 2, 1] && problem.isLinear)
        let report = try problem.solve().report
        #expect(try #require(report.relativeL2Error) < 1e-10)
    }

    /// u_xyz = f with one initial condition each: led by the mixed derivative.
    @Test func aMixedDerivativeMayLead() throws {
        let exact = "sin(x + 2*y)*exp(z)"
        let problem = try TensorProblem(
            variables: Self.names.map { (name: $0, lower: "0", upper: "1") }, equation: "u_xyz + 0.3*u = manufactured",
            conditions: Self.names.map { (on: "\($0) = 0", equation: "u = \(exact)") }, exact: exact)
        let report = try TensorSolver().solve(problem).report
        #expect(report.grade == .accepted)
        #expect(try #require(report.relativeL2Error) < 1e-12)
    }
}
