import KernelPDE
import LinearAlgebra
import Testing

/// Problems on irregular domains with known solutions.
@Suite struct DomainSolverTests {
    private static let smooth = "sin(3*x + 1)*exp(y) + cos(7*x*y)"

    private func statement(
        _ domain: String, equation: String = "u_xx + u_yy = manufactured", conditions: [StatedCondition]? = nil,
        exact: String = smooth
    ) -> PDEStatement {
        PDEStatement(
            variables: [.init("x", "-1", "1"), .init("y", "-1", "1")], equations: [equation],
            conditions: conditions ?? [StatedCondition(on: "boundary", "u = \(exact)")], exact: ["u": exact],
            domain: domain)
    }

    private func report(_ statement: PDEStatement) throws -> PDEReport { try statement.problem().solve().report }

    @Test(arguments: [
        "x^2 + y^2 < 1", "0.1 < x^2 + y^2 < 1", "not (x > 0 and y < 0)",
        "x^2 + 4*y^2 < 1 and not ((x - 0.3)^2 + y^2 < 0.01)",
    ])
    func smoothSolutionsReachRounding(_ domain: String) throws {
        let report = try report(statement(domain))
        #expect(report.relativeL2Error ?? 1 < 1e-11)
        #expect(report.grade == .accepted)
        #expect(report.coverage95 ?? 0 > 0.95)
    }

    @Test func helmholtzOnADisk() throws {
        let report = try report(
            statement("x^2 + y^2 < 1", equation: "u_xx + u_yy + 100*u = manufactured", exact: "cos(6*x + 8*y)"))
        #expect(report.relativeL2Error ?? 1 < 1e-10)
        #expect(report.grade == .accepted)
    }

    @Test func robinConditionsAndVaryingCoefficients() throws {
        let report = try report(
            statement(
                "x^2 + y^2 < 1", equation: "d((1 + x^2)*u_x, x) + d(exp(y)*u_y, y) + x*u = manufactured",
                conditions: [StatedCondition(on: "boundary", "u + 2*u_n = manufactured")]))
        #expect(report.relativeL2Error ?? 1 < 1e-10)
    }

    @Test func conditionsOnPiecesOfTheEdge() throws {
        let report = try report(
            statement(
                "0.1 < x^2 + y^2 < 1",
                conditions: [
                    StatedCondition(on: "x^2 + y^2 = 1", "u = x^2*y + y"),
                    StatedCondition(on: "x^2 + y^2 = 0.1", "u_n = n_x*2*x*y + n_y*(x^2 + 1)"),
                ], exact: "x^2*y + y"))
        #expect(report.relativeL2Error ?? 1 < 1e-11)
    }

    @Test func nonlinearEquationOnADisk() throws {
        let report = try report(
            statement("x^2 + y^2 < 1", equation: "u_xx + u_yy - u^3 = manufactured", exact: "sin(3*x + 1)*exp(y)"))
        #expect(report.relativeL2Error ?? 1 < 1e-10)
        #expect(report.converged)
    }

    @Test func aSingularityInAHoleIsFound() throws {
        let report = try report(statement("0.1 < x^2 + y^2 < 1", exact: "log(x^2 + y^2)"))
        #expect(report.relativeL2Error ?? 1 < 1e-10)
        #expect(report.grade == .accepted)
    }

    @Test func aReentrantCornerIsResolved() throws {
        // r^(2/3) sin(2 θ / 3) around the corner of the L.
        let angle = "where(y > -1e-12, acos(x/sqrt(x^2 + y^2 + 1e-300)), 2*pi - acos(x/sqrt(x^2 + y^2 + 1e-300)))"
        let exact = "(x^2 + y^2)^(1/3)*sin(2/3*\(angle))"
        let report = try report(
            statement("not (x > 0 and y < 0)", equation: "u_xx + u_yy = 0", exact: exact))
        #expect(report.relativeL2Error ?? 1 < 1e-8)
    }

    @Test func threeVariables() throws {
        let exact = "sin(2*x + y)*exp(z)"
        let statement = PDEStatement(
            variables: ["x", "y", "z"].map { .init($0, "-1", "1") }, equations: ["u_xx + u_yy + u_zz = manufactured"],
            conditions: [StatedCondition(on: "boundary", "u = \(exact)")], exact: ["u": exact],
            domain: "x^2 + y^2 + z^2 < 1")
        #expect(try report(statement).relativeL2Error ?? 1 < 1e-7)
    }

    @Test func derivativeConditionsAloneAreDiagnosed() throws {
        let report = try report(
            statement(
                "x^2 + y^2 < 1", conditions: [StatedCondition(on: "boundary", "u_n = n_x*3*x^2*y + n_y*x^3")],
                exact: "x^3*y"))
        #expect(report.grade == .approximate)
        #expect(report.bandKind == .none)
        #expect(report.warnings.contains { $0.contains("do not determine") })
    }

    @Test func aSolutionKnowsItsDomain() throws {
        let solution = try statement("x^2 + y^2 < 1", exact: "x").problem().solve()
        #expect(solution.contains(Matrix(rows: [[0, 0], [0.9, 0.9]])) == [true, false])
        #expect(abs(solution.derivative(orders: [1, 0], at: Matrix(rows: [[0.2, 0.3]]))[0] - 1) < 1e-10)
    }
}
