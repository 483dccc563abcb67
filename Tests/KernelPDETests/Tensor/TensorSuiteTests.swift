import KernelPDE
import LinearAlgebra
import Testing

@Suite struct TensorSuiteTests {
    @Test(arguments: TensorCase.all) func reachesItsError(item: TensorCase) throws {
        let report = try TensorSolver().solve(item.problem()).report
        let error = try #require(report.relativeL2Error)
        #expect(error <= item.error)
        #expect(report.converged)
        #expect(report.grade == .accepted)
        #expect(report.warnings.isEmpty)
        #expect(report.residual < 1e-6)
        #expect(report.bandKind != .none)
        #expect(report.coverage95 ?? 0 > 0.9)
        #expect((report.inverseNorm ?? 0) > 0)
        for (name, expected) in item.frequencies {
            let found = (report.frequencies[name] ?? []).sorted()
            #expect(found.count == expected.count, "\(name): \(found)")
            for (a, b) in zip(found, expected.sorted()) { #expect(abs(a - b) < 1e-6 * b) }
        }
    }

    @Test func sizesFollowTheVariables() throws {
        let item = try #require(TensorCase.all.first { $0.name == "advection from inflow" })
        let report = try TensorSolver().solve(item.problem()).report
        // sin(x + 2 y - 40 t) needs many functions in t and few in x.
        #expect(report.grid["x"] ?? 0 < 40)
        #expect(report.grid["t"] ?? 0 > 50)
        #expect(report.degree["t"] == report.grid["t"])
    }
}
