import KernelPDE
import LinearAlgebra
import Testing

@Suite struct SystemSuiteTests {
    private func check(_ item: SystemCase) throws {
        let solution = try item.statement.problem().solve()
        #expect(solution.components.map(\.name) == item.statement.functions)
        for component in solution.components {
            let report = component.solution.report
            let error = try #require(report.relativeL2Error)
            #expect(error <= item.tolerance, "\(component.name): \(report)")
            #expect(report.converged, "\(component.name): \(report.warnings)")
            #expect(report.bandKind != .none)
        }
        let r = solution.report
        print(item.name, r.relativeL2Error ?? -1, r.residual, r.seconds, r.grid, r.pieces, r.iterations, r.grade, solution.components.map { $0.solution.report.coverage95 ?? -1 })
    }

    @Test(arguments: SystemCase.line) func oneVariable(_ item: SystemCase) throws { try check(item) }

    @Test(arguments: SystemCase.plane) func twoVariables(_ item: SystemCase) throws { try check(item) }
}
