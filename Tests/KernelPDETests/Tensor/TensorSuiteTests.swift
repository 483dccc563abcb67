import KernelPDE
import LinearAlgebra
import Testing

@Suite struct TensorSuiteTests {
    @Test(arguments: TensorCase.all) func reachesItsError(item: TensorCase) throws {
        let solution = try TensorSolver().solve(item.problem())
        let report = solution.report
        let error = try #require(report.relativeL2Error)
        #expect(error <= item.error)
        #expect(report.converged)
        #expect(report.grade == .accepted)
        #expect(report.warnings.isEmpty)
        #expect(report.residual < 1e-6)
        #expect(report.bandKind != .none)
        #expect(report.coverage95 ?? 0 > 0.8)
        #expect((report.inverseNorm ?? 0) > 0)
        for (name, expected) in item.frequencies {
            let found = (report.frequencies[name] ?? []).sorted()
            #expect(found.count == expected.count, "\(name): \(found)")
            for (a, b) in zip(found, expected.sorted()) { #expect(abs(a - b) < 1e-6 * b) }
        }
        print(
            "CASE", item.name, error, report.grid, report.iterations, report.seconds, report.phases, report.grade,
            report.warnings, report.residual, report.bandKind, report.coverage95 ?? -1, report.frequencies)
    }
}
