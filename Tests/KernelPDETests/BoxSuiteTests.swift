import Expressions
import KernelPDE
import LinearAlgebra
import Testing

@Suite struct BoxSuiteTests {
    @Test(arguments: BoxCase.all) func reachesItsError(item: BoxCase) throws {
        let report = try BoxSolver().solve(item.problem()).report
        let error = try #require(report.relativeL2Error)
        #expect(error <= item.error)
        #expect(report.converged)
        #expect(report.grade == .accepted)
        #expect(report.warnings.isEmpty)
        #expect(report.residual ?? 1 < 1e-6)
        #expect(report.bandKind != .none)
        #expect(report.coverage95 ?? 0 > 0.8)
        for (name, expected) in item.frequencies ?? [:] {
            let found = (report.frequencies[name] ?? []).sorted()
            #expect(found.count == expected.count)
            for (a, b) in zip(found, expected.sorted()) { #expect(abs(a - b) < 1e-6 * b) }
        }
        #expect((report.inverseNorm ?? 0) > 0)
    }

    @Test func reportsTheSizePerVariable() throws {
        let problem = try BoxCase.all[9].problem()
        let report = try BoxSolver().solve(problem).report
        // sin(x - 200 t) needs many functions in t and few in x.
        #expect(report.grid["x"] ?? 0 < 40)
        #expect(report.grid["t"] ?? 0 > 100)
        #expect(report.degree["t"] == report.grid["t"])
    }

    /// -(u_xx + u_yy) = 1 with u = 0: the source does not fit the corners, u does converge. The oracle is the double sine series.
    @Test func unitSourceOnASquare() throws {
        let problem = try BoxProblem(
            variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy = -1",
            conditions: [(on: "boundary", equation: "u = 0")])
        let solution = try BoxSolver().solve(problem)
        #expect(solution.report.grade == .approximate)
        #expect(solution.report.bandKind == .aPosteriori)
        let points = [[0.5, 0.5], [0.25, 0.75], [0.1, 0.3]]
        for (row, value) in zip(points, solution.mean(at: Matrix(rows: points))) {
            // One sum in closed form: x (1 - x) / 2 minus a series that decays like exp(-pi k y).
            var truth = row[0] * (1 - row[0]) / 2
            for k in stride(from: 1, through: 79, by: 2) {
                let w = Double(k) * .pi
                let ratio = (try hyperbolic(w * row[1]) + hyperbolic(w * (1 - row[1]))) / (try hyperbolic(w))
                truth -= 4 / (w * w * w) * (try sine(w * row[0])) * ratio
            }
            #expect(abs(value - truth) < 1e-12)
        }
    }

    private func sine(_ x: Double) throws -> Double {
        try CompiledExpression(Expression(parsing: "sin(x)"), variables: ["x"]).evaluate(x)
    }

    private func hyperbolic(_ x: Double) throws -> Double {
        try CompiledExpression(Expression(parsing: "sinh(x)"), variables: ["x"]).evaluate(x)
    }
}
