import Expressions
import KernelPDE
import Testing

@Suite struct IntegralRandomTests {
    /// Twenty problems of each class: none wrong by more than 1e-9, none reported as solved that is wrong by 1e-8.
    @Test(arguments: RandomOrdinaryProblems.Class.allCases)
    func solvesOrSaysSo(kind: RandomOrdinaryProblems.Class) throws {
        var generator = RandomOrdinaryProblems(seed: 20_261_124)
        for index in 0..<20 {
            let problem = try generator.next(kind)
            let solution = try IntegralSolver().solve(problem)
            let exact = try CompiledExpression(try #require(problem.exact), variables: ["x"])
            let points = RandomOrdinaryProblems.checkPoints(problem)
            let truth = exact.evaluate(columns: [points])
            let size = truth.map(abs).max() ?? 1
            let error = zip(solution.mean(at: points), truth).map { abs($0 - $1) }.max() ?? 0
            #expect(error < 1e-9 * size, "\(kind) \(index): \(problem.residual)")
            #expect(error < 1e-8 * size || !solution.report.converged, "\(kind) \(index)")
            // A kink may be called approximate, with the reason; everything else is accepted.
            if kind == .kinks {
                #expect(solution.report.converged)
                #expect(solution.report.grade == .accepted || !solution.report.warnings.isEmpty)
            } else {
                #expect(solution.report.grade == .accepted, "\(kind) \(index): \(solution.report.warnings)")
            }
        }
    }
}
