import KernelPDE
import LinearAlgebra
import Testing

/// Problems without, with many, or with contradictory solutions in one variable.
struct DeficientProblemTests {
    private func solve(
        _ equation: String, _ conditions: [(on: String, equation: String)], domain: (String, String) = ("0", "1"),
        exact: String? = nil
    ) throws -> OrdinarySolution {
        try IntegralSolver().solve(
            OrdinaryProblem(domain: domain, equation: equation, conditions: conditions, exact: exact))
    }

    /// Compatible data: the solution orthogonal to the null functions, which the exact solutions here are.
    @Test(arguments: [
        ("u_xx = manufactured", "boundary", "u_x = manufactured", "cos(pi*x)", "1"),
        ("u_xx = manufactured", "periodic x", "", "sin(x)", "2*pi"),
        ("u_xx + pi^2*u = manufactured", "boundary", "u = 0", "sin(2*pi*x)", "1"),
        ("d((1 + x)*u_x, x) = manufactured", "boundary", "u_x = manufactured", "cos(2*pi*x)", "1"),
    ]) func compatibleDataGiveTheLeastSolution(
        equation: String, place: String, condition: String, exact: String, upper: String
    ) throws {
        let report = try solve(equation, [(place, condition)], domain: ("0", upper), exact: exact).report
        #expect(report.relativeL2Error ?? 1 < 1e-12)
        #expect(report.grade == .accepted)
        #expect(report.warnings.first?.contains("determine u only") ?? false)
    }

    /// u'' = f with u' = 0 at both ends loses exactly the mean of f.
    @Test func incompatibleSourceLosesItsMean() throws {
        let solution = try solve("u_xx = 3 - pi^2*cos(pi*x)", [("boundary", "u_x = 0")], exact: "cos(pi*x)")
        let report = solution.report
        #expect(report.relativeL2Error ?? 1 < 1e-12)
        #expect(report.grade == .approximate)
        #expect(report.warnings.contains { $0.contains("root mean square 3.0 ") || $0.contains("2.99999") })
    }

    @Test func fourthOrderWithTwoNullFunctions() throws {
        let report = try solve(
            "u_xxxx = manufactured", [("boundary", "u_xx = manufactured"), ("boundary", "u_xxx = manufactured")],
            exact: "cos(2*pi*x)"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-12)
        #expect(report.warnings.contains { $0.contains("2 null functions") })
    }

    @Test func consistentSurplusIsAccepted() throws {
        let report = try solve(
            "u_xx - u = manufactured", [("boundary", "u = manufactured"), ("x = 0", "u_x = manufactured")],
            exact: "sin(3*x)"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-13)
        #expect(report.grade == .accepted && report.warnings.isEmpty)
    }

    /// u = x^2 + a + b x with u(0) = 0, u(1) = 1, u'(0) = d: rows scaled to the size of u in them, normal equations by hand.
    @Test func contradictingSurplusIsMetInTheLeastSquaresSense() throws {
        let solution = try solve(
            "u_xx = 2", [("x = 0", "u = 0"), ("x = 1", "u = 1"), ("x = 0", "u_x = 0.1")])
        #expect(solution.report.grade == .approximate)
        #expect(solution.report.warnings.contains { $0.contains("over-determined") && $0.contains("u_x = 0.1") })
        // Stationary: no small move of a and b lowers the sum of squares.
        func misfit(_ a: Double, _ b: Double) -> Double {
            let (u0, u1, d0) = (
                solution.mean(at: [0])[0] + a, solution.mean(at: [1])[0] + a + b,
                solution.derivative(order: 1, at: [0])[0] + b
            )
            return u0 * u0 + (u1 - 1) * (u1 - 1) + (d0 - 0.1) * (d0 - 0.1)
        }
        #expect(misfit(0, 0) < misfit(1e-3, 0) && misfit(0, 0) < misfit(-1e-3, 0))
        #expect(misfit(0, 0) < misfit(0, 1e-3) && misfit(0, 0) < misfit(0, -1e-3))
    }

    @Test func surplusOfANonlinearProblemIsChecked() throws {
        let good = try solve(
            "u_xx + u^3 = manufactured", [("boundary", "u = manufactured"), ("x = 0", "u_x = 1")], exact: "sin(x)")
        #expect(good.report.grade == .accepted)
        let bad = try solve(
            "u_xx + u^3 = manufactured", [("boundary", "u = manufactured"), ("x = 0", "u_x = 2")], exact: "sin(x)")
        #expect(bad.report.grade != .accepted)
        #expect(bad.report.warnings.contains { $0.contains("u_x = 2") })
    }

    /// An integrable singularity of the source, solved to rounding: no false alarm.
    @Test func singularSourcesAreNotRefused() throws {
        let report = try solve(
            "u_xx = log(x)", [("boundary", "u = 0")], exact: "x^2*log(x + 1e-300)/2 - 3*x^2/4 + 0.75*x"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-13)
        #expect(report.grade == .accepted)
    }
}
