import KernelPDE
import Testing

@Suite struct TensorErrorTests {
    private static let cube = [("x", "0", "1"), ("y", "0", "1"), ("z", "0", "1")]

    private func error(
        _ equation: String = "u_xx + u_yy + u_zz = 1", variables: [(String, String, String)] = cube,
        _ conditions: [(on: String, equation: String)] = [(on: "boundary", equation: "u = 0")],
        exact: String? = nil, budget: MemoryBudget = .halfOfMachine
    ) -> PDEError? {
        do throws(PDEError) {
            let problem = try TensorProblem(
                variables: variables.map { (name: $0.0, lower: $0.1, upper: $0.2) }, equation: equation,
                conditions: conditions, exact: exact)
            _ = try TensorSolver(budget: budget).solve(problem)
            return nil
        } catch { return error }
    }

    @Test func missingAndSuperfluousConditionsNameTheVariable() {
        #expect(
            error("u_xx + u_yy + u_zz = 1", [(on: "x = min", equation: "u = 0"), (on: "x = max", equation: "u = 0")])
                == .wrongConditionCount(variable: "y", order: 2, given: 0))
        let inTime = [("x", "0", "1"), ("y", "0", "1"), ("t", "0", "1")]
        #expect(
            error("u_t = u_xx + u_yy", variables: inTime) == .wrongConditionCount(variable: "t", order: 1, given: 2))
        #expect(
            error(
                "u_xx + u_yy + u_zz = 1",
                [(on: "boundary", equation: "u = 0"), (on: "z = 1", equation: "u_z = 0")])
                == .wrongConditionCount(variable: "z", order: 2, given: 3))
    }

    @Test func contradictionsNameBothConditions() throws {
        let found = error(
            "u_xx + u_yy + u_zz = 1",
            [(on: "boundary", equation: "u = y*z"), (on: "x = max", equation: "2*u = 2*y^2*z")])
        guard case .contradictoryConditions(let first, let second) = found else {
            Issue.record("unexpected \(String(describing: found))")
            return
        }
        #expect(first.contains("u = y*z") && second.contains("2*u = 2*y^2*z"))
    }

    @Test func repeatedConditionsAreNoContradiction() {
        #expect(
            error(
                "u_xx + u_yy + u_zz = 0",
                [(on: "boundary", equation: "u = x*y*z"), (on: "x = max", equation: "3*u = 3*y*z")]) == nil)
    }

    @Test(arguments: [
        ("x = 0", "u^2 = 0", "not linear"), ("x = 0", "u_z = 0", "along the face"), ("x = 0", "u_xx = 0", "order 2"),
        ("x = 0", "x = 0", "does not hold"), ("x = 0.5", "u = 0", "not an end"), ("w = 0", "u = 0", "a place is"),
        ("somewhere", "u = 0", "x, y, z"), ("y = 0", "u + x*u_y = 0", "vary along the face"),
    ]) func unsuitableConditions(place: String, equation: String, hint: String) throws {
        let found = try #require(
            error("u_xx + u_yy + u_zz = 1", [(on: place, equation: equation), (on: "boundary", equation: "u = 0")]))
        guard case .unsuitableCondition = found else {
            Issue.record("unexpected \(found)")
            return
        }
        #expect(found.description.contains(hint), "\(found.description)")
    }

    @Test func formulasWithoutValuesNameThePoint() {
        let found = error("u_xx + u_yy + u_zz = log(x - 2)")
        guard case .notFiniteAt(_, let point) = found else {
            Issue.record("unexpected \(String(describing: found))")
            return
        }
        #expect(point.count == 3)
    }

    @Test func syntaxErrorsHavePlaces() {
        guard case .syntax(_, let message) = error("u_xx + u_yy + u_zz = sin(") else {
            Issue.record("no syntax error")
            return
        }
        #expect(message.contains("line 1"))
        #expect(error("u + x = 1") == .noDerivative(equation: "u + x = 1"))
        #expect(error("u_xxxxx + u_yy + u_zz = 1") != nil)
    }

    @Test func singularOperatorsAreRefused() {
        let faces = ["x", "y", "z"].flatMap { name in
            ["min", "max"].map { (on: "\(name) = \($0)", equation: "u_\(name) = 0") }
        }
        guard case .singular = error("u_xx + u_yy + u_zz = cos(x)", faces) else {
            Issue.record("a pure Neumann problem has no unique solution")
            return
        }
    }

    @Test func memoryIsRefusedBeforeItIsTaken() throws {
        guard case .needsMemory(_, let needed, let limit) = error(budget: MemoryBudget(bytes: 100_000)) else {
            Issue.record("a solve in 100 kB was tried")
            return
        }
        #expect(needed > limit)
        let problem = try TensorProblem(
            variables: Self.cube.map { (name: $0.0, lower: $0.1, upper: $0.2) }, equation: "u_xx + u_yy + u_zz = 1",
            conditions: [(on: "boundary", equation: "u = 0")])
        let solver = GridSolver(points: [4000, 4000, 4000], budget: MemoryBudget(gibibytes: 4))
        let refused = #expect(throws: PDEError.self) { try solver.solve(problem) }
        #expect(try #require(refused).description.contains("needs about"))
    }

    @Test func edgesThatDoNotFitAreReported() throws {
        let problem = try TensorProblem(
            variables: [("x", "0", "1"), ("y", "0", "1"), ("t", "0", "0.1")].map {
                (name: $0.0, lower: $0.1, upper: $0.2)
            },
            equation: "u_t = u_xx + u_yy",
            conditions: [(on: "t = 0", equation: "u = 1")]
                + ["x = min", "x = max", "y = min", "y = max"].map { (on: $0, equation: "u = 0") })
        let report = try TensorSolver().solve(problem).report
        #expect(report.grade == .notResolved && !report.converged)
        #expect(report.bandKind == .none)
        #expect(report.warnings.contains { $0.contains("disagree where their faces meet") })
    }

    @Test func unresolvedProblemsSaySo() throws {
        let problem = try TensorProblem(
            variables: Self.cube.map { (name: $0.0, lower: $0.1, upper: $0.2) },
            equation: "u_xx + u_yy + u_zz = manufactured",
            conditions: [(on: "boundary", equation: "u = sqrt((x - 0.4)^2 + 1e-6)*y*z")],
            exact: "sqrt((x - 0.4)^2 + 1e-6)*y*z")
        let report = try TensorSolver(budget: MemoryBudget(gibibytes: 0.03)).solve(problem).report
        #expect(report.grade == .notResolved)
        #expect(report.warnings.contains { $0.contains("not resolved in x") })
    }
}
