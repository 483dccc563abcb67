import KernelPDE
import Testing

@Suite struct BoxErrorTests {
    private func error(
        _ equation: String = "u_xx + u_yy = 1", variables: [(name: String, lower: String, upper: String)]? = nil,
        _ conditions: [(on: String, equation: String)] = [(on: "boundary", equation: "u = 0")],
        exact: String? = nil, parameters: [String: Double] = [:]
    ) -> PDEError? {
        do throws(PDEError) {
            let problem = try BoxProblem(
                variables: variables ?? [("x", "0", "1"), ("y", "0", "1")], equation: equation,
                conditions: conditions, parameters: parameters, exact: exact)
            _ = try BoxSolver().solve(problem)
            return nil
        } catch { return error }
    }

    @Test func missingAndSuperfluousConditionsNameTheVariable() {
        #expect(
            error([(on: "x = min", equation: "u = 0"), (on: "x = max", equation: "u = 0")])
                == .wrongConditionCount(variable: "y", order: 2, given: 0))
        #expect(error([(on: "x = 0", equation: "u = 0")]) == .wrongConditionCount(variable: "x", order: 2, given: 1))
        let heat = [("x", "0", "1"), ("t", "0", "1")].map { (name: $0.0, lower: $0.1, upper: $0.2) }
        #expect(
            error("u_t = u_xx", variables: heat) == .wrongConditionCount(variable: "t", order: 1, given: 2))
        #expect(
            error([(on: "boundary", equation: "u = 0"), (on: "x = 0", equation: "u_x = 0")])
                == .wrongConditionCount(variable: "x", order: 2, given: 3))
    }

    private func error(_ conditions: [(on: String, equation: String)]) -> PDEError? {
        error("u_xx + u_yy = 1", conditions)
    }

    @Test func contradictionsNameBothConditions() throws {
        let found = error([
            (on: "boundary", equation: "u = y"), (on: "x = max", equation: "2*u = 2*y^2"),
        ])
        guard case .contradictoryConditions(let first, let second) = found else {
            Issue.record("unexpected \(String(describing: found))")
            return
        }
        #expect(first.contains("u = y") && second.contains("2*u = 2*y^2"))
    }

    @Test func repeatedConditionsAreNoContradiction() {
        #expect(error([(on: "boundary", equation: "u = x*y"), (on: "x = max", equation: "3*u = 3*y")]) == nil)
    }

    @Test(arguments: [
        ("x = 0", "u^2 = 0", "not linear"), ("x = 0", "u_y = 0", "along the side"), ("x = 0", "u_xx = 0", "order 2"),
        ("x = 0", "x = 0", "does not hold"), ("x = 0.5", "u = 0", "not an end"), ("z = 0", "u = 0", "a place is"),
        ("somewhere", "u = 0", "'periodic y'"), ("y = 0", "u + x*u_y = 0", "vary along the side"),
    ]) func unsuitableConditions(place: String, equation: String, hint: String) throws {
        let found = try #require(
            error([(on: place, equation: equation), (on: "boundary", equation: "u = 0")]))
        guard case .unsuitableCondition = found else {
            Issue.record("unexpected \(found)")
            return
        }
        #expect(found.description.contains(hint))
    }

    @Test(arguments: [
        ("u_xx + u_yy = sin(z)", "'z'"), ("u_xx + u_yy = (x", "')'"), ("u_xx + u_zz = 1", "no derivative of u"),
        ("u_xx + u_yy = a*manufactured", "whole right-hand side"), ("u_xx + u_yy = manufactured", "exact solution"),
    ]) func unreadableEquations(equation: String, hint: String) throws {
        let found = try #require(error(equation))
        guard case .syntax(let text, let message) = found else {
            Issue.record("unexpected \(found)")
            return
        }
        #expect(text == equation)
        #expect(message.contains(hint))
    }

    @Test func badStatements() {
        #expect(error("u = x*y") == .noDerivative(equation: "u = x*y"))
        #expect(error("u_xxxxx + u_yy = 1") == .orderTooHigh(5))
        #expect(
            error(variables: [("x", "1", "0"), ("y", "0", "1")])
                == .invalidDomain(variable: "x", lower: 1, upper: 0))
        guard case .unsupported = error(variables: [("x", "0", "1")]) else {
            Issue.record("one variable was taken for a box")
            return
        }
        guard case .unsupported = error(variables: [("x", "0", "1"), ("u", "0", "1")]) else {
            Issue.record("a variable was called like the unknown")
            return
        }
    }

    @Test func pointsWithoutValue() {
        guard case .notFiniteAt(let formula, let point) = error("u_xx + u_yy = log(x - 0.5)") else {
            Issue.record("the logarithm of a negative number went unnoticed")
            return
        }
        #expect(formula.contains("log"))
        #expect(point.count == 2 && point[0] <= 0.5)
        guard case .notFiniteAt = error([(on: "boundary", equation: "u = sqrt(x - 0.3)")]) else {
            Issue.record("a side without values went unnoticed")
            return
        }
    }
}
