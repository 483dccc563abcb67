import KernelPDE
import LinearAlgebra
import Testing

/// Every mistake in a scattered problem is an error that names the culprit.
@Suite struct ScatteredErrorTests {
    private func message(_ change: (inout PDEStatement) -> Void) -> String {
        var statement = PDEStatement(
            variables: [.init("x", "-1", "1"), .init("y", "-1", "1")], equations: ["u_xx + u_yy = 1"],
            conditions: [StatedCondition(on: "boundary", "u = 0")], domain: "x^2 + y^2 < 1")
        change(&statement)
        do {
            _ = try statement.problem().solve()
            return "no error"
        } catch { return error.description }
    }

    private func observed(
        _ points: [[Double]], _ values: [Double], name: String = "u", deviations: [Double]? = nil
    ) -> PointObservations {
        PointObservations(
            points: Matrix(rows: points), series: [.init(name, Vector(values))],
            standardDeviation: deviations.map { Vector($0) })
    }

    @Test func domains() {
        #expect(message { $0.domain = "x^2 + y^2 < -1" }.contains("no point"))
        #expect(message { $0.domain = "x^2 + " }.contains("Cannot read"))
        #expect(message { $0.domain = "x^2 + w < 1" }.contains("w"))
    }

    @Test func conditions() {
        #expect(message { $0.conditions = [] }.contains("not determined"))
        #expect(message { $0.conditions = [StatedCondition(on: "x > 5", "u = 0")] }.contains("no point of the edge"))
        #expect(message { $0.conditions = [StatedCondition(on: "rim", "u = 0")] }.contains("a place is"))
        #expect(message { $0.conditions = [StatedCondition(on: "periodic x", "")] }.contains("periodic"))
        #expect(message { $0.conditions = [StatedCondition(on: "boundary", "x = 0")] }.contains("unknown u"))
        #expect(message { $0.equations = ["u = 1"] }.contains("no derivative"))
        #expect(message { $0.equations = ["u_xx + u_yy = log(x - 5)"] }.contains("finite"))
    }

    @Test func observations() {
        #expect(message { $0.observations = observed([[0, 0]], [.nan]) }.contains("row 1"))
        #expect(message { $0.observations = observed([[0, 0], [.infinity, 0]], [1, 2]) }.contains("row 2"))
        #expect(message { $0.observations = observed([[0.9, 0.9]], [1]) }.contains("outside"))
        #expect(message { $0.observations = observed([[0, 0]], [1], name: "w") }.contains("no column"))
        #expect(message { $0.observations = observed([[0]], [1]) }.contains("coordinates"))
        #expect(message { $0.observations = observed([[0, 0]], [1, 2]) }.contains("2 values"))
        #expect(message { $0.observations = observed([[0, 0]], [1], deviations: [0]) }.contains("positive"))
    }
}
