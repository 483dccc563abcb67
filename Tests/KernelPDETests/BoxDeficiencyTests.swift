import KernelPDE
import LinearAlgebra
import Testing

/// Problems on a rectangle whose operator has null functions.
struct BoxDeficiencyTests {
    private static let insulated: [(on: String, equation: String)] = [
        ("x = min", "u_x = manufactured"), ("x = max", "u_x = manufactured"), ("y = min", "u_y = manufactured"),
        ("y = max", "u_y = manufactured"),
    ]

    private func solve(
        _ equation: String, _ conditions: [(on: String, equation: String)], upper: String = "1", exact: String?
    ) throws -> BoxSolution {
        try BoxSolver().solve(
            BoxProblem(
                variables: [("x", "0", upper), ("y", "0", upper)], equation: equation, conditions: conditions,
                exact: exact))
    }

    @Test(arguments: [
        ("u_xx + u_yy = manufactured", "cos(pi*x)*cos(2*pi*y)"), ("u_xx + u_yy = manufactured", "x^2 + y^2 - 2/3"),
        ("2*u_xx + 3*u_yy = manufactured", "cos(pi*x)*y^2*(1.5 - y)"),
        ("d((1 + x*y)*u_x, x) + d((2 + x)*u_y, y) = manufactured", "cos(pi*x)*cos(2*pi*y)"),
        ("u_xx + u_yy + x*u_y = manufactured", "cos(pi*x)*cos(2*pi*y)"),
    ]) func insulatedOnAllSides(equation: String, exact: String) throws {
        let report = try solve(equation, Self.insulated, exact: exact).report
        #expect(report.relativeL2Error ?? 1 < 1e-11)
        #expect(report.grade == .accepted)
        #expect(report.warnings.contains { $0.contains("up to a constant") })
    }

    @Test(arguments: ["u_xx + u_yy = manufactured", "u_xx + u_yy + u_x = manufactured"])
    func periodicWithoutMean(equation: String) throws {
        let report = try solve(
            equation, [("periodic x", ""), ("periodic y", "")], upper: "2*pi", exact: "sin(x)*sin(y) + cos(3*y)"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-11)
        #expect(report.warnings.contains { $0.contains("up to a constant") })
    }

    @Test func resonance() throws {
        let report = try solve(
            "u_xx + u_yy + 2*pi^2*u = manufactured", [("boundary", "u = 0")], exact: "sin(pi*x)*sin(2*pi*y)"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-12)
        #expect(report.warnings.contains { $0.contains("one null function") })
    }

    /// The part along the null function sin(pi x) sin(pi y) is left out and its size stated: here 5 / 2 in root mean square.
    @Test func incompatibleSourcesAreNamed() throws {
        let report = try solve(
            "u_xx + u_yy + 2*pi^2*u = 5*sin(pi*x)*sin(pi*y) - 3*pi^2*sin(pi*x)*sin(2*pi*y)", [("boundary", "u = 0")],
            exact: "sin(pi*x)*sin(2*pi*y)"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-11)
        #expect(report.grade == .approximate)
        #expect(
            report.warnings.contains { $0.contains("not compatible") && ($0.contains("2.5") || $0.contains("2.49999")) }
        )
    }
}
