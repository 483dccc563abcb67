import KernelPDE
import LinearAlgebra
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Systems against conserved quantities, independent integrators and the solvers of single equations.
@Suite struct SystemLawTests {
    private func ordinary(
        _ domain: (String, String), _ functions: [String], _ equations: [String], _ start: [String],
        parameters: [String: Double] = [:]
    ) throws -> SystemSolution {
        try SystemSolver().solve(
            SystemProblem(
                PDEStatement(
                    variables: [.init("t", domain.0, domain.1)], functions: functions, equations: equations,
                    conditions: start.map { StatedCondition(on: "t = min", $0) }, parameters: parameters)))
    }

    /// Classical Runge-Kutta steps, the slow oracle.
    private func rungeKutta(
        _ f: ([Double]) -> [Double], from start: [Double], duration: Double, steps: Int
    ) -> [Double] {
        let h = duration / Double(steps)
        var y = start
        for _ in 0..<steps {
            func moved(_ k: [Double], _ part: Double) -> [Double] { zip(y, k).map { $0 + part * h * $1 } }
            let a = f(y)
            let b = f(moved(a, 0.5))
            let c = f(moved(b, 0.5))
            let d = f(moved(c, 1))
            for i in y.indices { y[i] += h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]) }
        }
        return y
    }

    @Test func pendulumKeepsItsEnergyAndMeetsRungeKutta() throws {
        let solution = try ordinary(("0", "20"), ["q", "p"], ["q_t = p", "p_t = -sin(q)"], ["q = 2.5", "p = 0"])
        #expect(solution.report.grade == .accepted)
        let points = Matrix(column: Vector.linearlySpaced(from: 0, through: 20, count: 101))
        let (q, p) = (
            solution.components[0].solution.mean(at: points), solution.components[1].solution.mean(at: points)
        )
        for i in 0..<101 { #expect(abs(0.5 * p[i] * p[i] - cos(q[i]) + cos(2.5)) < 1e-11) }
        let end = rungeKutta({ [$0[1], -sin($0[0])] }, from: [2.5, 0], duration: 20, steps: 40_000)
        #expect(abs(q[100] - end[0]) < 1e-9)
        #expect(abs(p[100] - end[1]) < 1e-9)
    }

    @Test func predatorAndPreyKeepTheirInvariant() throws {
        let solution = try ordinary(
            ("0", "15"), ["a", "b"], ["a_t = 1.1*a - 0.4*a*b", "b_t = 0.1*a*b - 0.4*b"], ["a = 10", "b = 5"])
        #expect(solution.report.grade == .accepted)
        let points = Matrix(column: Vector.linearlySpaced(from: 0, through: 15, count: 61))
        let (a, b) = (
            solution.components[0].solution.mean(at: points), solution.components[1].solution.mean(at: points)
        )
        func invariant(_ i: Int) -> Double { 0.1 * a[i] - 0.4 * log(a[i]) + 0.4 * b[i] - 1.1 * log(b[i]) }
        for i in 0..<61 { #expect(abs(invariant(i) - invariant(0)) < 1e-10) }
    }

    @Test func stiffOscillatorMeetsRungeKutta() throws {
        // Van der Pol with mu = 30: fast jumps between slow arcs.
        let solution = try ordinary(
            ("0", "40"), ["y", "v"], ["y_t = v", "v_t = mu*(1 - y^2)*v - y"], ["y = 2", "v = 0"], parameters: ["mu": 30]
        )
        #expect(solution.report.converged, "\(solution.report)")
        let end = rungeKutta(
            { [$0[1], 30 * (1 - $0[0] * $0[0]) * $0[1] - $0[0]] }, from: [2, 0], duration: 40, steps: 400_000)
        let last = Matrix(column: Vector([40]))
        #expect(abs(solution.components[0].solution.mean(at: last)[0] - end[0]) < 1e-7)
        #expect((solution.report.pieces["t"] ?? 0) > 4)
    }

    @Test func aSystemOfOneIsTheSingleProblem() throws {
        let conditions = [StatedCondition(on: "x = 0", "u = 1"), StatedCondition(on: "x = max", "u + u_x = 0")]
        let statement = PDEStatement(
            variables: [.init("x", "0", "2")], equations: ["u_xx + x*u_x - (2 + sin(3*x))*u = exp(x)"],
            conditions: conditions)
        let (one, other) = (try SystemProblem(statement).solve(), try OrdinaryProblem(statement).solve())
        let points = Matrix(column: Vector.linearlySpaced(from: 0, through: 2, count: 37))
        for k in 0...2 {
            let gap = one.derivative(orders: [k], at: points) - other.derivative(orders: [k], at: points)
            #expect(gap.maximumMagnitude < 1e-12)
        }
    }

    @Test func schrodingerKeepsItsNorm() throws {
        let statement = PDEStatement(
            variables: [.init("x", "-4", "4"), .init("t", "0", "1")], functions: ["r", "s"],
            equations: ["r_t = -0.5*s_xx + 0.5*x^2*s", "s_t = 0.5*r_xx - 0.5*x^2*r"],
            conditions: [
                .init(on: "t = 0", "r = exp(-2*x^2)*(1 - (x/4)^2)"), .init(on: "t = 0", "s = 0"),
                .init(on: "x = min", "r = 0"), .init(on: "x = max", "r = 0"), .init(on: "x = min", "s = 0"),
                .init(on: "x = max", "s = 0"),
            ])
        let solution = try statement.problem().solve()
        let rule = GaussLegendre(count: 120)
        func norm(_ time: Double) -> Double {
            let points = Matrix(rowCount: 120, columnCount: 2) { i, j in j == 0 ? 4 * rule.nodes[i] : time }
            let (r, s) = (
                solution.components[0].solution.mean(at: points), solution.components[1].solution.mean(at: points)
            )
            return (0..<120).reduce(0) { $0 + 4 * rule.weights[$1] * (r[$1] * r[$1] + s[$1] * s[$1]) }
        }
        #expect(abs(norm(0.7) - norm(0)) < 1e-6 * norm(0))
        #expect(abs(norm(1) - norm(0)) < 1e-6 * norm(0))
    }
}
