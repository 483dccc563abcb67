import KernelPDE
import Kernels
import LinearAlgebra
import Testing

/// Collocation with a Matérn kernel against known solutions.
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
    @Test(arguments: ["u_xx + u_yy = manufactured", "u_xx + u_yy - u^3 = manufactured"])
    func morePointsLowerTheError(_ equation: String) throws {
        let problem = try problem(equation)
        let errors = try [150, 600].map {
            try KernelCollocationSolver(kernel: kernel, pointCount: $0).solve(problem).report.relativeL2Error ?? 1
        }
        #expect(errors[1] < 1e-3)
        #expect(errors[1] < 0.3 * errors[0])
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
