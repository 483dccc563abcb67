import KernelPDE
import LinearAlgebra
import Testing

@Suite struct BoxLawTests {
    /// A factor that vanishes at the corners, where a source that does not would make the solution singular.
    private let bump = "(64*x*(1 - x)*y*(1 - y))^3"
    private let grid = [[0, 0.1, 0.37, 0.5, 0.81, 1], [0, 0.22, 0.5, 0.63, 0.97, 1]]

    private func solve(
        _ equation: String, _ condition: String, exact: String? = nil
    ) throws -> BoxSolution {
        try BoxSolver().solve(
            BoxProblem(
                variables: [("x", "0", "1"), ("y", "0", "1")], equation: equation,
                conditions: [(on: "boundary", equation: condition)], exact: exact))
    }

    @Test func superposition() throws {
        let left = "u_xx + (1 + x)*u_yy"
        let first = try solve("\(left) = \(bump)*sin(9*x*y)", "u = 1 + x*y").mean(onGrid: grid)
        let second = try solve("\(left) = \(bump)*exp(x)", "u = x - 3*y").mean(onGrid: grid)
        let sum = try solve("\(left) = \(bump)*(2*sin(9*x*y) - exp(x))", "u = 2 + 2*x*y - x + 3*y").mean(onGrid: grid)
        #expect((2 * first - second - sum).maximumMagnitude < 1e-11)
    }

    @Test func exchangeOfTheVariables() throws {
        let one = try solve("u_xx + 3*u_yy + x*u = \(bump)*sin(5*x + y)", "u = 0").mean(onGrid: grid)
        let other = try solve("u_yy + 3*u_xx + y*u = \(bump)*sin(5*y + x)", "u = 0").mean(onGrid: [grid[1], grid[0]])
        #expect((one - other.transposed).maximumMagnitude < 1e-11)
    }

    @Test func reflection() throws {
        let one = try solve("u_xx + u_yy + u_x = \(bump)*exp(2*x)*y", "u = y").mean(onGrid: grid)
        let mirrored = grid[0].map { 1 - $0 }
        let other = try solve("u_xx + u_yy - u_x = \(bump)*exp(2*(1 - x))*y", "u = y").mean(onGrid: [mirrored, grid[1]])
        #expect((one - other).maximumMagnitude < 1e-13)
    }

    @Test func exactForPolynomials() throws {
        for exact in ["3", "x*y", "x^3*y^2 + x*y + 2", "(x - y)^7"] {
            let solution = try solve("u_xx + u_yy - 2*u_x = manufactured", "u = manufactured", exact: exact)
            #expect(solution.report.maximumError ?? 1 < 1e-13)
            #expect(solution.report.grid.values.allSatisfy { $0 <= 28 })
        }
    }

    @Test func zeroDataGiveZero() throws {
        let solution = try solve("u_xx + u_yy + x*u = 0", "u = 0")
        #expect(solution.mean(onGrid: grid).maximumMagnitude == 0)
        #expect(solution.report.converged)
    }

    @Test func pointsAndGridsAgree() throws {
        let solution = try solve("u_xx + u_yy = \(bump)*sin(20*x*y)", "u = x")
        let onGrid = solution.mean(onGrid: grid)
        let points = Matrix(rows: grid[0].flatMap { x in grid[1].map { [x, $0] } })
        let atPoints = solution.mean(at: points)
        for i in 0..<6 { for j in 0..<6 { #expect(abs(onGrid[i, j] - atPoints[i * 6 + j]) < 1e-14) } }
        #expect(solution.standardDeviation(at: points).allSatisfy { $0 > 0 && $0 < 1e-10 })
    }

    @Test func derivativesOfTheMean() throws {
        let solution = try solve("u_xx + u_yy = manufactured", "u = manufactured", exact: "sin(4*x)*exp(y)")
        let points = Matrix(rows: [[0.3, 0.4], [0.9, 0.05]])
        let mixed = solution.derivative(orders: [3, 1], at: points)
        // -64 cos(4 x) exp(y), cosines to 17 digits.
        let cosines = [0.36235775447667357, -0.89675841633414700]
        let exponentials = [1.4918246976412703, 1.0512710963760241]
        for i in 0..<2 { #expect(abs(mixed[i] + 64 * cosines[i] * exponentials[i]) < 1e-7) }
    }

    @Test func parametersAndNames() throws {
        let solution = try BoxSolver().solve(
            BoxProblem(
                variables: [("r", "a", "2*a"), ("time", "0", "1")], equation: "u_time = k*u_r_r",
                conditions: [
                    (on: "time = 0", equation: "u = sin(r)"), (on: "r = a", equation: "u = sin(a)*exp(-k*time)"),
                    (on: "r = max", equation: "u_r = cos(2*a)*exp(-k*time)"),
                ], parameters: ["a": 1.5, "k": 0.7], exact: "sin(r)*exp(-k*time)"))
        #expect(solution.report.relativeL2Error ?? 1 < 1e-12)
        #expect(solution.variables.map(\.name) == ["r", "time"])
    }
}
