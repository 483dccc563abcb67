import KernelPDE
import Testing

/// What cannot be solved to the tolerance must be said, with the reason; nothing may be silently wrong.
@Suite struct BoxReportTests {
    @Test func incompatibleCornersAreNamed() throws {
        let report = try BoxSolver().solve(
            BoxProblem(
                variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy = 0",
                conditions: [
                    (on: "x = min", equation: "u = 0"), (on: "x = max", equation: "u = 0"),
                    (on: "y = min", equation: "u = 1"), (on: "y = max", equation: "u = 0"),
                ])
        ).report
        #expect(report.grade == .notResolved)
        #expect(!report.converged)
        #expect(report.bandKind == .none)
        #expect(report.warnings.contains { $0.contains("u = 1") && $0.contains("disagree") })
    }

    @Test func kinksAreNotAccepted() throws {
        let problem = try BoxProblem(
            variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy = manufactured",
            conditions: [(on: "boundary", equation: "u = manufactured")], exact: "sqrt((x + y - 0.73)^2)^3")
        let report = try BoxSolver().solve(problem).report
        #expect(report.grade != .accepted)
        #expect(!report.warnings.isEmpty)
        #expect(report.relativeL2Error ?? 1 < 1e-5)
    }

    @Test func illPosedProblemsAreNotAccepted() throws {
        for equation in ["u_t = -0.1*u_xx", "u_t = -u_xx"] {
            let problem = try BoxProblem(
                variables: [("x", "0", "1"), ("t", "0", "1")], equation: equation,
                conditions: [
                    (on: "t = 0", equation: "u = sin(pi*x)"), (on: "x = 0", equation: "u = 0"),
                    (on: "x = 1", equation: "u = 0"),
                ])
            let report = try BoxSolver().solve(problem).report
            #expect(report.grade != .accepted)
            #expect(!report.warnings.isEmpty)
        }
    }

    /// u_xx + u_yy + 7 exp(u) = 0 has no solution on the unit square; with 1 instead of 7 it has.
    @Test func equationsWithoutSolution() throws {
        func bratu(_ factor: Int) throws -> PDEReport {
            try BoxSolver().solve(
                BoxProblem(
                    variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy + \(factor)*exp(u) = 0",
                    conditions: [
                        (on: "x = min", equation: "u = 0"), (on: "x = max", equation: "u = 0"),
                        (on: "periodic y", equation: ""),
                    ])
            ).report
        }
        let none = try bratu(7)
        #expect(none.grade == .notResolved)
        #expect(none.warnings.contains { $0.contains("Newton") })
        #expect(try bratu(1).grade == .accepted)
    }

    @Test func nearResonanceIsGraded() throws {
        let problem = try BoxProblem(
            variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy + (2*pi^2 + 1e-6)*u = manufactured",
            conditions: [(on: "boundary", equation: "u = manufactured")], exact: "sin(3*x + y)")
        let report = try BoxSolver().solve(problem).report
        let error = try #require(report.relativeL2Error)
        #expect(report.errorEstimate ?? 0 > 1e-10)
        // The stated error covers the true one, which is far above rounding.
        #expect(error > 1e-12 && error < 100 * (report.errorEstimate ?? 0))
    }

    @Test func narrowDataOnASideAreSeen() throws {
        let problem = try BoxProblem(
            variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy = 0",
            conditions: [
                (on: "x = 0", equation: "u = exp(-2e3*(y - 0.503)^2)"), (on: "x = 1", equation: "u = 0"),
                (on: "y = 0", equation: "u = 0"), (on: "y = 1", equation: "u = 0"),
            ])
        let report = try BoxSolver().solve(problem).report
        #expect(report.grid["y"] ?? 0 > 150)
        #expect(report.converged)
    }
}
