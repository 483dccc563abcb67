import KernelPDE
import Testing

@Suite struct IntegralNewtonTests {
    private func burgers(_ viscosity: String) throws -> OrdinarySolution {
        let problem = try OrdinaryProblem(
            domain: ("-1", "1"), equation: "\(viscosity)*u_xx = u*u_x",
            conditions: [(on: "boundary", equation: "u = -tanh(x/(2*\(viscosity)))")],
            exact: "-tanh(x/(2*\(viscosity)))")
        return try IntegralSolver().solve(problem)
    }

    /// The layer's position has an eigenvalue of order exp(-1/nu), below rounding: solved, but never called accepted.
    @Test func exponentiallyIllConditionedLayerIsReported() throws {
        let report = try burgers("0.01").report
        #expect(report.relativeL2Error ?? 1 < 1e-4)
        #expect(report.grade == .approximate)
        #expect(!report.warnings.isEmpty)
    }

    @Test func illConditioningShowsInTheNorm() throws {
        let mild = try burgers("0.1").report
        let hard = try burgers("0.05").report
        #expect(mild.converged && hard.converged)
        #expect(mild.relativeL2Error ?? 1 < 1e-10)
        #expect(hard.inverseNorm ?? 0 > 1e3 * (mild.inverseNorm ?? 1))
        // The residual is at rounding, the estimate knows better.
        #expect(hard.residual ?? 1 < 1e-12)
        #expect(hard.errorEstimate ?? 0 > 0.1 * (hard.maximumError ?? 1))
    }

    @Test func derivativeConditionsAlone() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: "u_xx = u^3 - 27", conditions: [(on: "boundary", equation: "u_x = 0")],
            exact: "3")
        let report = try IntegralSolver().solve(problem).report
        #expect(report.converged)
        #expect(report.relativeL2Error ?? 1 < 1e-13)
    }

    @Test func nonlinearFirstOrder() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "2"), equation: "u_x = u*(1 - u)", conditions: [(on: "x = min", equation: "u = 0.1")],
            exact: "1/(1 + 9*exp(-x))")
        let report = try IntegralSolver().solve(problem).report
        #expect(report.converged)
        #expect(report.relativeL2Error ?? 1 < 1e-13)
    }

    /// Van der Pol's equation with fronts: u(10) by an explicit method of order eight.
    @Test func frontsFromOneEnd() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "10"), equation: "u_xx - 5*(1 - u^2)*u_x + u = 0",
            conditions: [(on: "x = 0", equation: "u = 2"), (on: "x = 0", equation: "u_x = 0")])
        let solution = try IntegralSolver().solve(problem)
        #expect(solution.report.converged)
        #expect(abs(solution.mean(at: [10])[0] - (-1.1587012660309735)) < 1e-8)
    }

    @Test func nonlinearCoefficientOfTheHighestDerivative() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: "d((1 + u^2)*u_x, x) = manufactured",
            conditions: [(on: "boundary", equation: "u = manufactured")], exact: "sin(5*x) + x")
        #expect(!problem.isLinear)
        let report = try IntegralSolver().solve(problem).report
        #expect(report.converged)
        #expect(report.relativeL2Error ?? 1 < 1e-12)
    }

    @Test func fourthOrderNonlinear() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: "u_xxxx + u*u_x = manufactured",
            conditions: [
                (on: "boundary", equation: "u = manufactured"), (on: "boundary", equation: "u_x = manufactured"),
            ],
            exact: "cos(6*x)")
        let report = try IntegralSolver().solve(problem).report
        #expect(report.converged)
        #expect(report.relativeL2Error ?? 1 < 1e-11)
    }

    /// u'' + 6 exp(u) = 0 has no solution (the fold lies at 3.51): an error or a report, never a success.
    @Test func beyondTheFoldThereIsNoSolution() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: "u_xx + 6*exp(u) = 0", conditions: [(on: "boundary", equation: "u = 0")])
        do {
            let report = try IntegralSolver().solve(problem).report
            #expect(!report.converged)
        } catch {
            guard case .noConvergence = error else {
                Issue.record("unexpected \(error)")
                return
            }
        }
    }
}
