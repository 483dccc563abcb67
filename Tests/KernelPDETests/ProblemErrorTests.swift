import KernelPDE
import Testing

@Suite struct ProblemErrorTests {
    private func solve(
        _ equation: String, _ conditions: [(on: String, equation: String)] = [(on: "boundary", equation: "u = 0")],
        domain: (String, String) = ("0", "1"), exact: String? = nil
    ) throws(PDEError) -> OrdinarySolution {
        try IntegralSolver().solve(
            OrdinaryProblem(domain: domain, equation: equation, conditions: conditions, exact: exact))
    }

    private func error(_ body: () throws(PDEError) -> OrdinarySolution) -> PDEError? {
        do {
            _ = try body()
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("u_xx = sin(y)", "unknown name 'y'"), ("u_xy = 1", "'u_xy' is no derivative"),
        ("u_xx = sin(x", "line 1, column 13"), ("u_xx + 1", "'='"), ("u_xx = sinn(x)", "sin"),
        ("u_xx = manufactured", "exact"), ("u_xx = 2*manufactured", "whole right-hand side"), ("u_xx = d(x, y)", "y"),
    ]) func badFormulasAreQuoted(equation: String, hint: String) throws {
        let found = try #require(error { () throws(PDEError) in try solve(equation) })
        guard case .syntax(let text, let message) = found else {
            Issue.record("unexpected \(found)")
            return
        }
        #expect(text == equation)
        #expect(message.contains(hint))
        #expect(found.description.contains(equation))
    }

    @Test func badStatements() throws {
        #expect(error { () throws(PDEError) in try solve("x = sin(x)") } == .noDerivative(equation: "x = sin(x)"))
        #expect(error { () throws(PDEError) in try solve("u_xxxxx = 1") } == .orderTooHigh(5))
        #expect(
            error { () throws(PDEError) in try solve("u_xx = 1", domain: ("1", "0")) }
                == .invalidDomain(variable: "x", lower: 1, upper: 0))
        #expect(
            error { () throws(PDEError) in try solve("u_xx = 1", [(on: "x = 0", equation: "u = 0")]) }
                == .tooFewConditions(order: 2, given: 1))
    }

    @Test func contradictionsNameBothConditions() throws {
        let found = error { () throws(PDEError) in
            try solve("u_xx = 1", [(on: "boundary", equation: "u = 0"), (on: "x = max", equation: "2*u = 1")])
        }
        guard case .contradictoryConditions(let first, let second) = found else {
            Issue.record("unexpected \(String(describing: found))")
            return
        }
        #expect(first.contains("u = 0") && second.contains("2*u = 1"))
    }

    @Test func repeatedConditionsAreNoContradiction() throws {
        let solution = try solve(
            "u_xx = 2", [(on: "boundary", equation: "u = 0"), (on: "x = max", equation: "3*u = 0")])
        #expect(abs(solution.mean(at: [0.5])[0] + 0.25) < 1e-14)
    }

    @Test(arguments: [
        ("x = 0", "u^2 = 0", "not linear"), ("x = 0", "u_xx = 0", "order 2"), ("x = 0", "x = 0", "does not hold"),
        ("x = 0.5", "u = 0", "not an end"), ("middle", "u = 0", "a place is"), ("x = 0", "u = 1/x", "finite"),
    ]) func unsuitableConditions(place: String, equation: String, hint: String) throws {
        let found = try #require(
            error { () throws(PDEError) in
                try solve("u_xx = 1", [(on: place, equation: equation), (on: "x = max", equation: "u = 0")])
            })
        guard case .unsuitableCondition = found else {
            Issue.record("unexpected \(found)")
            return
        }
        #expect(found.description.contains(hint))
    }

    @Test func poleInTheDomain() throws {
        guard case .notFinite(let row, let position) = error({ () throws(PDEError) in try solve("u_xx = 1/(x - 0.5)") })
        else {
            Issue.record("the pole went unnoticed")
            return
        }
        #expect(row == 3)
        #expect(abs(position - 0.5) < 1e-6)
    }

    @Test func placesAreReadInEveryForm() throws {
        for (lower, upper) in [("x = 0", "x = 1"), ("x = min", "x = max"), ("x=0.0", "x=2/2")] {
            let solution = try solve(
                "u_xx = 2", [(on: lower, equation: "u = 1"), (on: upper, equation: "u = 2")], exact: "x^2 + 1")
            #expect(solution.report.maximumError ?? 1 < 1e-14)
        }
    }

    @Test func parametersAreConstants() throws {
        let problem = try OrdinaryProblem(
            variable: "t", domain: ("0", "length"), equation: "u_tt = -k^2*sin(k*t)",
            conditions: [(on: "boundary", equation: "u = sin(k*t)")], parameters: ["k": 3, "length": 2],
            exact: "sin(k*t)")
        let report = try IntegralSolver().solve(problem).report
        #expect(report.relativeL2Error ?? 1 < 1e-14)
        #expect(report.frequencies.keys.first == "t")
    }
}
