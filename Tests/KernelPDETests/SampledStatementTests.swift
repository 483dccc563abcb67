import Foundation
import KernelPDE
import Kernels
import LinearAlgebra
import Testing

/// Problems stated by formulas, solved from samples through the solver interface.
@Suite struct SampledStatementTests {
    private func sine(_ source: String) throws -> OrdinaryProblem {
        try OrdinaryProblem(
            domain: ("0", "2*pi"), equation: "u_xx = \(source)",
            conditions: [(on: "boundary", equation: "u = sin(100*x)")], exact: "sin(100*x)")
    }

    @Test func aFormulaOnAGrid() throws {
        let problem = try SampledOrdinaryProblem(sine("-10000*sin(100*x)"), gridCount: 400)
        let solution = try FeatureSolver().solve(problem)
        let report = solution.report
        #expect(report.method == "features")
        #expect(report.grid == ["x": 400])
        #expect(try #require(report.relativeL2Error) < 1e-10)
        #expect(report.converged && report.grade == .accepted && report.warnings.isEmpty)
        #expect(report.bandKind == .roundingOnly && report.coverage95 == 1)
        #expect(abs(try #require(report.frequencies["x"]?.first) - 100) < 1e-9)
        let slope = solution.derivative(orders: [1], at: Matrix(rows: [[0.5]]))
        #expect(abs(slope[0] - 100 * cos(50)) < 1e-6)
    }

    @Test func aFoldedFormulaIsRefused() throws {
        let problem = try SampledOrdinaryProblem(sine("-10000*sin(100*x)"), gridCount: 200)
        let report = try FeatureSolver().solve(problem).report
        #expect(!report.converged && report.grade == .notResolved && report.bandKind == .none)
        #expect(!report.warnings.isEmpty)
    }

    @Test func measuredSamplesAddToTheStatedSource() throws {
        let points = Vector.linearlySpaced(from: 0, through: 2 * .pi, count: 400)
        let samples = points.map { SourceSample(at: $0, value: -10000 * sin(100 * $0) - 3) }
        let solution = try FeatureSolver().solve(SampledOrdinaryProblem(sine("3"), samples: samples))
        #expect(try #require(solution.report.relativeL2Error) < 1e-10)
        #expect(solution.report.warnings.contains { $0.contains("Nyquist") })
    }

    @Test func theHarmonicMixtureAsItStarts() throws {
        let problem = try SampledOrdinaryProblem(sine("-10000*sin(100*x)"), gridCount: 200 + 200)
        let solution = try HarmonicMixtureSolver(
            envelope: MaternEnvelope(), shift: .relative(toMeanDiagonal: 1e-12), topFrequency: 20, isTrained: false
        ).solve(problem)
        #expect(solution.report.method == "collocation")
        #expect(solution.report.kernel.contains("relative diagonal shift"))
        #expect(solution.report.bandKind == .posterior)
        #expect(try #require(solution.report.relativeL2Error) < 1e-3)
    }

    @Test func nonlinearEquationsAreRefused() throws {
        let stated = try OrdinaryProblem(
            domain: ("0", "1"), equation: "u_xx + u^3 = 0", conditions: [(on: "boundary", equation: "u = 0")])
        #expect(throws: PDEError.self) { try SampledOrdinaryProblem(stated, gridCount: 100) }
    }

    @Test func tooCoarseAGridIsRefused() throws {
        let stated = try sine("0")
        #expect(throws: PDEError.self) { try SampledOrdinaryProblem(stated, gridCount: 0) }
        #expect(throws: PDEError.self) { try SampledOrdinaryProblem(stated, gridCount: 5) }
    }
}
