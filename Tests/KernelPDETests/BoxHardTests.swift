import Expressions
import KernelPDE
import LinearAlgebra
import Testing

/// Problems that one smooth box does not hold.
@Suite struct BoxHardTests {
    /// The largest error at irregular points, relative to the largest |u| there.
    private func error(_ solution: BoxSolution, _ problem: BoxProblem) throws -> Double {
        let exact = try CompiledExpression(try #require(problem.exact), variables: problem.variables.map(\.name))
        var parts: [Double] = (0..<40).map { (Double($0) + 0.31) / 40 }
        parts += [1e-6, 1 - 1e-7]
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
        return error / size
    }

    /// Two problems a class, fresh solutions known: nothing is silently wrong.
    @Test(arguments: BoxHardProblems.Class.allCases)
    func solvesOrSaysSo(kind: BoxHardProblems.Class) throws {
        var generator = BoxHardProblems(seed: 7)
        for index in 0..<2 {
            let problem = try generator.next(kind)
            let solution = try BoxSolver().solve(problem)
            let error = try error(solution, problem)
            let report = solution.report
            #expect(error < 1e-6 || report.grade != .accepted, "\(kind) \(index): \(error) \(problem.residual)")
            #expect(error < 1e-3 || !report.converged, "\(kind) \(index): \(error) \(problem.residual)")
            if kind == .diagonalKinks {
                #expect(report.grade != .accepted && !report.warnings.isEmpty)
            } else {
                #expect(report.converged, "\(kind) \(index): \(report.warnings)")
                #expect(error < 1e-7, "\(kind) \(index): \(report.method) \(problem.residual)")
            }
        }
    }

    /// Burgers with nu = 0.01/pi from -sin(pi x): values of the Cole-Hopf integral (Gauss-Hermite, 200 points).
    @Test func burgersAgainstColeHopf() throws {
        let problem = try BoxProblem(
            variables: [("x", "-1", "1"), ("t", "0", "1")], equation: "u_t + u*u_x = 0.01/pi*u_xx",
            conditions: [
                (on: "t = 0", equation: "u = -sin(pi*x)"), (on: "x = -1", equation: "u = 0"),
                (on: "x = 1", equation: "u = 0"),
            ])
        let solution = try BoxSolver().solve(problem)
        #expect(solution.report.grade == .accepted)
        #expect(solution.report.method == "slabs")
        #expect(solution.report.residualHistory.last ?? 1 < 1e-3)
        for (x, t, truth) in BurgersValues.all {
            #expect(abs(solution.mean(onGrid: [[x], [t]])[0, 0] - truth) < 1e-8, "at \(x), \(t)")
        }
        // The steepest slope at the shock, known as -152.00516 (Basdevant et al., 1986).
        let slope = solution.derivative(orders: [1, 0], onGrid: [[0], [1.6037 / Double.pi]])[0, 0]
        #expect(abs(slope + 152.00516) < 1e-4)
    }

    /// The sine series of the heat equation from u = 1 or x (1 - x) with zero ends.
    private func series(_ coefficient: (Double) -> Double, _ x: Double, _ t: Double) -> Double {
        stride(from: 1, through: 2001, by: 2).reduce(0) { sum, k in
            let w = Double(k) * Double.pi
            return sum + coefficient(w) * sine(w * x) * exponential(-w * w * t)
        }
    }

    private func sine(_ x: Double) -> Double {
        (try? CompiledExpression("sin(x)", variables: ["x"]).evaluate(x)) ?? .nan
    }
    private func exponential(_ x: Double) -> Double {
        (try? CompiledExpression("exp(x)", variables: ["x"]).evaluate(x)) ?? .nan
    }

    private func heat(_ start: String) throws -> BoxSolution {
        try BoxSolver().solve(
            BoxProblem(
                variables: [("x", "0", "1"), ("t", "0", "1")], equation: "u_t = u_xx",
                conditions: [
                    (on: "t = 0", equation: "u = \(start)"), (on: "x = 0", equation: "u = 0"),
                    (on: "x = 1", equation: "u = 0"),
                ]))
    }

    @Test func heatFromIncompatibleCorners() throws {
        let solution = try heat("1")
        // The corner is named, the band stands, and the series is met from soon after the start on.
        #expect(solution.report.grade == .approximate)
        #expect(solution.report.warnings.contains { $0.contains("u = 1") && $0.contains("disagree") })
        for (x, t) in [(0.5, 1e-3), (0.013, 1e-3), (0.2, 0.01), (0.5, 0.1), (0.3, 1)] {
            let truth = series({ 4 / $0 }, x, t)
            #expect(abs(solution.mean(onGrid: [[x], [t]])[0, 0] - truth) < 1e-8, "at \(x), \(t)")
        }
    }

    @Test func heatFromAParabola() throws {
        let solution = try heat("x*(1 - x)")
        #expect(solution.report.grade == .accepted)
        for (x, t) in [(0.5, 1e-3), (0.01, 1e-3), (0.2, 0.01), (0.5, 0.1), (0.3, 1)] {
            let truth = series({ 8 / ($0 * $0 * $0) }, x, t)
            #expect(abs(solution.mean(onGrid: [[x], [t]])[0, 0] - truth) < 1e-9, "at \(x), \(t)")
        }
    }

    /// A jump in the initial value spreads into an error function; u = 0 and 1 far from it.
    @Test func heatFromAStep() throws {
        let problem = try BoxProblem(
            variables: [("x", "-10", "10"), ("t", "0", "1")], equation: "u_t = u_xx",
            conditions: [
                (on: "t = 0", equation: "u = where(x < 0.3, 0, 1)"), (on: "x = min", equation: "u = 0"),
                (on: "x = max", equation: "u = 1"),
            ])
        let solution = try BoxSolver().solve(problem)
        #expect(solution.report.method == "slabs")
        // (1 + erf(z)) / 2 at z = (x - 0.3) / (2 sqrt(t)) = 0, 0.5, -1.
        for (z, truth) in [(0.0, 0.5), (0.5, 0.760249938906523), (-1, 0.0786496035251426)] {
            for t in [0.01, 0.25, 1] {
                let value = solution.mean(onGrid: [[0.3 + 2 * z * t.squareRoot()], [t]])[0, 0]
                #expect(abs(value - truth) < 1e-7, "at \(z), \(t)")
            }
        }
    }

    /// A flux that jumps along a curve is not silently taken for a continuous derivative.
    @Test func looseFluxesAreNotAccepted() throws {
        let curve = try BoxProblem(
            variables: [("x", "0", "1"), ("y", "0", "1")],
            equation: "d(where(x+y<0.8,1,10)*u_x,x) + d(where(x+y<0.8,1,10)*u_y,y) = -1",
            conditions: [(on: "boundary", equation: "u = 0")])
        #expect(try BoxSolver().solve(curve).report.grade != .accepted)
        let moving = try BoxProblem(
            variables: [("x", "0", "1"), ("t", "0", "1")], equation: "u_t = d(where(x < 0.3 + 0.4*t, 1, 5)*u_x, x)",
            conditions: [
                (on: "t = 0", equation: "u = x"), (on: "x = min", equation: "u = 0"),
                (on: "x = max", equation: "u = 1"),
            ])
        let report = try BoxSolver().solve(moving).report
        #expect(report.grade == .notResolved)
        #expect(report.warnings.contains { $0.contains("flux") })
    }

    /// A spike between all nodes of the first grids.
    @Test func spikesAreSeen() throws {
        let problem = try BoxProblem(
            variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xx + u_yy = manufactured",
            conditions: [(on: "boundary", equation: "u = manufactured")], exact: "exp(-1e6*((x-0.5)^2+(y-0.4)^2))")
        let solution = try BoxSolver().solve(problem)
        #expect(abs(solution.mean(onGrid: [[0.5], [0.4]])[0, 0] - 1) < 1e-8)
    }

    /// u_t = u^2 ceases to exist at t = 1: the march says where it stopped.
    @Test func blowUpIsReported() throws {
        let problem = try BoxProblem(
            variables: [("x", "0", "1"), ("t", "0", "2")], equation: "u_t = 0.1*u_xx + u^2",
            conditions: [
                (on: "t = 0", equation: "u = 1"), (on: "x = min", equation: "u_x = 0"),
                (on: "x = max", equation: "u_x = 0"),
            ])
        let report = try BoxSolver().solve(problem).report
        #expect(report.grade == .notResolved)
        #expect(report.warnings.contains { $0.contains("stopped at t") })
    }
}
