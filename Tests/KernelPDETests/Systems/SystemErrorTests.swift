import KernelPDE
import Testing

@Suite struct SystemErrorTests {
    private func error(
        _ functions: [String] = ["u", "v"], _ equations: [String] = ["u_xx + v = 0", "v_x = u"],
        _ conditions: [(String, String)] = [("boundary", "u = 0"), ("x = 0", "v = 1")],
        variables: [PDEStatement.Variable] = [.init("x", "0", "1")], exact: [String: String] = [:]
    ) -> PDEError? {
        do throws(PDEError) {
            _ = try PDEStatement(
                variables: variables, functions: functions, equations: equations,
                conditions: conditions.map { StatedCondition(on: $0.0, $0.1) }, exact: exact
            ).problem().solve()
            return nil
        } catch { return error }
    }

    private let plane = [PDEStatement.Variable("x", "0", "1"), PDEStatement.Variable("t", "0", "1")]

    @Test func theNumberOfEquationsIsThatOfTheFunctions() {
        #expect(error(["u", "v"], ["u_xx + v = 0"]) == .wrongEquationCount(functions: ["u", "v"], equations: 1))
        #expect(error(["u"], ["u_x = 0", "u_xx = 0"]) == .wrongEquationCount(functions: ["u"], equations: 2))
        #expect(error(["u", "v"], ["u_xx = 0", "u_x = 1"]) == .functionWithoutEquation("v"))
        #expect(error() == nil)
    }

    @Test func missingAndSuperfluousConditionsAreCounted() {
        #expect(
            error(conditions: [("boundary", "u = 0")])
                == .wrongSystemConditionCount(functions: ["u", "v"], orders: [2, 1], given: 2))
        #expect(
            error(conditions: [("boundary", "u = 0"), ("boundary", "v = 1")])
                == .wrongSystemConditionCount(functions: ["u", "v"], orders: [2, 1], given: 4))
        let heat = ["u_t = u_xx + v", "v_t = v_xx - u"]
        let given = [
            ("t = 0", "u = 0"), ("t = 0", "v = 0"), ("x = min", "u = 0"), ("x = max", "u = 0"), ("x = min", "v = 0"),
        ]
        #expect(
            error(["u", "v"], heat, given, variables: plane)
                == .wrongFunctionConditionCount(function: "v", variable: "x", order: 2, given: 1))
    }

    private func error(conditions: [(String, String)]) -> PDEError? {
        error(["u", "v"], ["u_xx + v = 0", "v_x = u"], conditions)
    }

    @Test func conditionsNameTheFunctionTheyBind() throws {
        let nameless = try #require(error(conditions: [("boundary", "w = 0"), ("x = 0", "v = 1")]))
        #expect(nameless.description.contains("u, v"))
        let high = try #require(error(conditions: [("boundary", "u = 0"), ("x = 0", "v_x = 1")]))
        #expect(high.description.contains("order 1"))
        let twice = error(conditions: [("boundary", "u = 0"), ("x = 0", "u = 1"), ("x = 0", "v = 0")])
        guard case .contradictoryConditions = twice else {
            Issue.record("\(String(describing: twice))")
            return
        }
        let tied = error(
            ["u", "v"], ["u_t = u_xx + v", "v_t = v_xx - u"], [("t = 0", "u + v = 0")], variables: plane)
        #expect(try #require(tied).description.contains("u and v"))
    }

    @Test func dependentEquationsAreExplained() throws {
        let found = try #require(
            error(["u", "v"], ["u_x + v_x = 1", "2*u_x + 2*v_x + u = x"], [("x = 0", "u = 0"), ("x = 0", "v = 0")]))
        switch found {
        case .dependentEquations(let highest): #expect(highest == ["u_x", "v_x"])
        case .singular: break
        default: Issue.record("\(found)")
        }
    }

    @Test func singularSystemsAreRefused() {
        let found = error(
            ["u", "v"], ["u_xx + v_x = 0", "v_xx - u_x = 1"], [("boundary", "u_x = 0"), ("boundary", "v_x = 0")])
        guard case .singular = found else {
            Issue.record("\(String(describing: found))")
            return
        }
    }

    @Test func namesAndTextsAreChecked() throws {
        #expect(try #require(error(["u", "x"], ["u_x = 0", "x = 1"])).description.contains("\"x\""))
        guard case .syntax = error(["u", "v"], ["u_xx + * v = 0", "v_x = u"]) else {
            Issue.record("no syntax error")
            return
        }
        let missing = error(["u", "v"], ["u_xx + v = manufactured", "v_x = u"], exact: ["u": "x"])
        #expect(try #require(missing).description.contains("exact solution of v"))
        let log = error(["u", "v"], ["u_x = log(x - 2)", "v_x = u"], [("x = 0", "u = 0"), ("x = 0", "v = 0")])
        guard case .notFiniteAt = log else {
            Issue.record("\(String(describing: log))")
            return
        }
    }

    @Test func jumpingFluxesAreRefused() throws {
        let found = error(
            ["u", "v"], ["d(where(x < 0.5, 1, 2)*u_x, x) + v = 0", "v_x = u"],
            [("boundary", "u = 0"), ("x = 0", "v = 1")])
        #expect(try #require(found).description.contains("may jump"))
    }

    @Test func disagreeingCornersAreReported() throws {
        let solution = try PDEStatement(
            variables: plane, functions: ["u", "v"], equations: ["u_t = u_xx + v", "v_t = v_xx - u"],
            conditions: [
                .init(on: "t = 0", "u = 1"), .init(on: "t = 0", "v = 0"), .init(on: "x = min", "u = 0"),
                .init(on: "x = max", "u = 0"), .init(on: "x = min", "v = 0"), .init(on: "x = max", "v = 0"),
            ]
        ).problem().solve()
        #expect(!solution.report.converged)
        #expect(solution.report.bandKind == .none)
        #expect(solution.report.warnings.contains { $0.contains("disagree") })
    }
}
