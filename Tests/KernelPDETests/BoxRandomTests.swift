import Expressions
import KernelPDE
import LinearAlgebra
import Testing

@Suite struct BoxRandomTests {
    /// Four problems of each of ten classes: all solved, and none reported as solved that is wrong by 1e-8.
    @Test(arguments: BoxRandomProblems.Class.allCases)
    func solvesOrSaysSo(kind: BoxRandomProblems.Class) throws {
        var generator = BoxRandomProblems(seed: 20_261_124)
        for index in 0..<4 {
            let problem = try generator.next(kind)
            let solution = try BoxSolver().solve(problem)
            let exact = try CompiledExpression(
                try #require(problem.exact), variables: problem.variables.map(\.name))
            // Irregular points, some close to the sides.
            let parts = [1e-6, 0.0123, 0.137, 0.291, 0.433, 0.567, 0.713, 0.871, 0.9917, 1 - 1e-7]
            let axes = problem.variables.map { variable in parts.map { variable.lower + $0 * variable.length } }
            let found = solution.mean(onGrid: axes)
            var (error, size) = (0.0, 0.0)
            for (i, x) in axes[0].enumerated() {
                for (j, y) in axes[1].enumerated() {
                    let truth = exact.evaluate(x, y)
                    error = max(error, abs(found[i, j] - truth))
                    size = max(size, abs(truth))
                }
            }
            #expect(error < 1e-9 * size, "\(kind) \(index): \(problem.residual)")
            #expect(error < 1e-8 * size || solution.report.grade != .accepted, "\(kind) \(index)")
            #expect(solution.report.converged, "\(kind) \(index): \(solution.report.warnings)")
            #expect(solution.report.coverage95 ?? 0 > 0.9)
        }
    }
}
