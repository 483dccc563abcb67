import Foundation
import KernelPDE
import LinearAlgebra
import Testing

@Suite struct ReportTests {
    private func solution() throws -> OrdinarySolution {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: "u_xx = -100*sin(10*x)",
            conditions: [(on: "boundary", equation: "u = sin(10*x)")],
            exact: "sin(10*x)")
        return try IntegralSolver().solve(problem)
    }

    @Test func roundTripsThroughJSON() throws {
        let report = try solution().report
        let data = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(PDEReport.self, from: data) == report)
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("\"bandKind\":\"rounding-only\"") && text.contains("\"frequencies\""))
    }

    @Test func fieldsAreFilled() throws {
        let solution = try solution()
        let report = solution.report
        #expect(report.method == "integral" && report.converged && report.iterations >= 1)
        #expect(report.seconds > 0 && report.phases.keys.contains("solve"))
        #expect(report.logEvidence != nil)
        #expect(report.coverage95 ?? 0 > 0.9)
        let points = Matrix(rows: [[0.1], [0.7]])
        #expect(solution.mean(at: points).array == solution.mean(at: [0.1, 0.7]))
        #expect(solution.standardDeviation(at: points).array == solution.standardDeviation(at: [0.1, 0.7]))
        #expect(solution.derivative(orders: [2], at: points).array == solution.derivative(order: 2, at: [0.1, 0.7]))
    }

    /// The closed form against the density of independent normals written out.
    @Test func evidenceIsTheLikelihoodOfTheCoefficients() throws {
        let v = (0..<10).map { Foundation.exp(-0.3 * Double($0)) * ($0 % 2 == 0 ? 1 : -1) }
        let series = PiecewiseSeries(
            intervals: [Interval(-1, 1)], derivatives: [[ChebyshevSeries([0]), ChebyshevSeries(v)]])
        let evidence = try #require(SpectrumEvidence.logEvidence(of: series))
        var best = -Double.infinity
        for decay in stride(from: 0.0, through: 3, by: 0.05) {
            for logVariance in stride(from: -4.0, through: 4, by: 0.02) {
                let value = v.enumerated().reduce(0.0) { sum, item in
                    let variance = Foundation.exp(logVariance - 2 * decay * Double(item.offset) / 10)
                    return sum - 0.5 * (Foundation.log(2 * .pi * variance) + item.element * item.element / variance)
                }
                best = max(best, value)
            }
        }
        #expect(evidence <= best + 1e-3)
        #expect(evidence > best - 0.2)
    }
}
