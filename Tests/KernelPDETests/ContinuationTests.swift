import KernelPDE
import Testing

struct ContinuationTests {
    /// Steady Burgers with an inner layer. Its place has an eigenvalue of exp(-1 / nu): 1e-43 at 0.01.
    @Test(arguments: [0.02, 0.01, 0.005]) func innerLayersAreFoundAndTheirUncertaintySaid(viscosity: Double) throws {
        let solution = try IntegralSolver().solve(
            OrdinaryProblem(
                domain: ("-1", "1"), equation: "nu*u_xx - u*u_x = 0",
                conditions: [("x = -1", "u = 1"), ("x = 1", "u = -1")], parameters: ["nu": viscosity],
                exact: "-tanh(x/(2*nu))"))
        let report = solution.report
        #expect(report.converged)
        #expect(report.residual ?? 1 < 1e-10)
        #expect(report.relativeL2Error ?? 1 < 1e-4)
        #expect(report.grade == .approximate)
        #expect(report.warnings.contains { $0.contains("place of an inner layer") } || viscosity > 0.01)
        // Away from the layer the solution is exact.
        #expect(abs(solution.mean(at: [0.5])[0] + 1) < 1e-9)
    }
}
