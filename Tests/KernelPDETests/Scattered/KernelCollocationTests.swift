import KernelPDE
import Kernels
import LinearAlgebra
import Testing

/// Collocation with a Matérn kernel: the sparse factors against the dense one, and both against known solutions.
@Suite struct KernelCollocationTests {
    private func problem(_ equation: String = "u_xx + u_yy = manufactured") throws -> ScatteredProblem {
        let exact = "sin(3*x + 1)*exp(y)"
        return try ScatteredProblem(
            PDEStatement(
                variables: [.init("x", "-1", "1"), .init("y", "-1", "1")], equations: [equation],
                conditions: [StatedCondition(on: "boundary", "u = \(exact)")], exact: ["u": exact],
                domain: "x^2 + y^2 < 1"))
    }

    private let kernel = Matern(nu: 3.5, lengthscales: 0.6)
    private let places = Matrix(rows: [[0, 0], [0.3, -0.4], [-0.6, 0.5], [0.1, 0.9]])

    private func distance(_ a: ScatteredSolution, _ b: ScatteredSolution) -> Double {
        (a.mean(at: places) - b.mean(at: places)).norm / b.mean(at: places).norm
    }

    @Test func allNeighboursReproduceTheDenseSolution() throws {
        let problem = try problem()
        var solver = KernelCollocationSolver(kernel: kernel, pointCount: 120, shift: .absolute(1e-9))
        let dense = try solver.solve(problem)
        solver.largestDenseCount = 0
        solver.neighbors = 1000
        #expect(distance(try solver.solve(problem), dense) < 1e-5)
    }

    @Test(arguments: ["u_xx + u_yy = manufactured", "u_xx + u_yy - u^3 = manufactured"])
    func fewNeighboursSuffice(_ equation: String) throws {
        let problem = try problem(equation)
        var solver = KernelCollocationSolver(kernel: kernel, pointCount: 600)
        let dense = try solver.solve(problem)
        #expect(dense.report.relativeL2Error ?? 1 < 1e-3)
        #expect(dense.report.method == "collocation")
        solver.largestDenseCount = 0
        let sparse = try solver.solve(problem)
        #expect(sparse.report.relativeL2Error ?? 1 < 5e-3)
        #expect(sparse.report.method == "sparse collocation")
    }

    @Test func theBandHoldsTheError() throws {
        let report = try KernelCollocationSolver(kernel: kernel, pointCount: 300).solve(try problem()).report
        #expect(report.coverage95 ?? 0 > 0.8)
        #expect(report.logEvidence?.isFinite == true)
    }

    @Test func unsuitableProblemsAreRefused() throws {
        #expect(throws: PDEError.self) {
            try KernelCollocationSolver(kernel: Matern(nu: 1.5)).solve(try problem())
        }
        #expect(throws: PDEError.self) {
            try KernelCollocationSolver(kernel: kernel).solve(try problem("u_xx + u_yy + u_x^2 = manufactured"))
        }
    }
}
