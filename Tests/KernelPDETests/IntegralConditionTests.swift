import KernelPDE
import Testing

struct IntegralConditionTests {
    private func problem(
        _ equation: String, _ conditions: [(on: String, equation: String)], exact: String? = nil
    ) throws(PDEError) -> OrdinaryProblem {
        try OrdinaryProblem(domain: ("0", "1"), equation: equation, conditions: conditions, exact: exact)
    }

    private func error(_ equation: String, _ conditions: [(on: String, equation: String)]) -> PDEError? {
        do throws(PDEError) {
            _ = try IntegralSolver().solve(try problem(equation, conditions))
            return nil
        } catch { return error }
    }

    /// Integrals of x^2 and its moments by hand.
    @Test(arguments: [
        ("u_xx = 2", [("x = 0", "u = 0"), ("integral", "u = 1/3")], "x^2"),
        ("u_xx = 2", [("x = 1", "u_x = 2"), ("integral", "x*u = 1/4")], "x^2"),
        ("u_xx = 2", [("integral", "u = 1/3"), ("integral", "x*u = 1/4")], "x^2"),
        ("u_xx = 2", [("x = 0", "u = 0"), ("integral", "x*u_x + 3 = 3 + 2/3")], "x^2"),
        ("u_x = cos(x)", [("integral", "u = 1 - cos(1)")], "sin(x)"),
        ("u_xx = -pi^2*cos(pi*x)", [("x = 0", "u_x = 0"), ("integral", "u = 0")], "cos(pi*x)"),
    ]) func theSolutionHasTheIntegral(
        equation: String, conditions: [(String, String)], exact: String
    ) throws {
        let stated = conditions.map { (on: $0.0, equation: $0.1) }
        let report = try IntegralSolver().solve(try problem(equation, stated, exact: exact)).report
        #expect(report.relativeL2Error ?? 1 < 1e-13)
        #expect(report.grade == .accepted)
    }

    @Test func unsuitableIntegrals() {
        func hint(_ condition: String) -> String {
            error("u_xx = 2", [("x = 0", "u = 0"), ("integral", condition)])?.description ?? ""
        }
        #expect(hint("u = x").contains("must not hold x"))
        #expect(hint("u^2 = 1").contains("not linear"))
        #expect(hint("x = 1").contains("does not hold the unknown"))
        #expect(hint("u_xx = 1").contains("order 2"))
        #expect(hint("u/(x - 0.5 - x + 0.5) = 1").contains("not finite"))
        #expect(
            error("u_xx = 2", [("boundary", "u = 0"), ("integral", "u = 1")]) == .tooManyConditions(order: 2, given: 3))
        #expect(
            error("u_xx = u^2", [("x = 0", "u = 0"), ("integral", "u = 1")])?.description.contains("linear") ?? false)
    }

    /// The integral of u' is u(1) - u(0): with u(0) and u'(1) - u'(0) fixed by the source nothing is left to fix the rest.
    @Test func integralsThatFixNothing() {
        guard case .singular = error("u_xx = 2", [("x = 0", "u_x = 0"), ("integral", "u_x = 1")]) else {
            Issue.record("an integral that says nothing about u was taken")
            return
        }
    }
}
