import KernelPDE
import Kernels
import LinearAlgebra
import Testing

@Suite struct GridSolverTests {
    private func poisson(_ names: [String], _ exact: String) throws -> TensorProblem {
        try TensorProblem(
            variables: names.map { (name: $0, lower: "0", upper: "1") },
            equation: names.map { "u_\($0)\($0)" }.joined(separator: " + ") + " = manufactured",
            conditions: [(on: "boundary", equation: "u = \(exact)")], exact: exact)
    }

    @Test(arguments: [
        (["x"], "sin(9*x)"), (["x", "y"], "sin(9*x*y)"), (["x", "y", "z"], "sin(4*x + 3*y - 5*z)"),
        (["w", "x", "y", "z"], "cos(w - x + 2*y*z)"),
    ]) func polynomialsOnAChosenGrid(names: [String], exact: String) throws {
        let points = Array([30, 28, 27, 20].prefix(names.count))
        let report = try GridSolver(points: points).solve(poisson(names, exact)).report
        #expect(report.method == "grid" && report.grade == .accepted)
        for (name, count) in zip(names, points) { #expect(report.grid[name] == count) }
        #expect(try #require(report.relativeL2Error) < 1e-12)
    }

    @Test func aCoarseGridIsReported() throws {
        let report = try GridSolver(points: [14, 14]).solve(poisson(["x", "y"], "sin(30*x*y)")).report
        #expect(report.grade == .notResolved && !report.converged)
        #expect(try #require(report.relativeL2Error) > 1e-4)
    }

    @Test func kernelsInterpolateASmoothSolution() throws {
        let kernel = SquaredExponential(lengthscales: 0.15)
        let solver = GridSolver(
            points: [40, 36], basis: .kernels([kernel, kernel], shift: .relative(toMeanDiagonal: 1e-13)))
        let solution = try solver.solve(poisson(["x", "y"], "sin(9*x*y) + x"))
        let error = try #require(solution.report.relativeL2Error)
        #expect(error < 1e-5)
        #expect(solution.report.residual < 1e-3 && solution.report.converged)
        // Values at a node are those of the conditions, on a face.
        let corner = solution.mean(at: Matrix(rows: [[1, 0], [0, 1]]))
        #expect(abs(corner[0] - 1) < 1e-5 && abs(corner[1]) < 1e-5)
    }

    /// A rougher kernel converges with its order.
    @Test func errorsFallWithTheSpacing() throws {
        let problem = try poisson(["x", "y"], "sin(3*x + 2*y)")
        let errors = try [16, 32, 64].map { count in
            let kernel = Matern52(lengthscales: 0.5)
            let solver = GridSolver(points: [count, count], basis: .kernels([kernel, kernel], shift: .none))
            return try #require(try solver.solve(problem).report.relativeL2Error)
        }
        #expect(errors[1] < 0.5 * errors[0] && errors[2] < 0.5 * errors[1])
    }

    @Test func timeAndTransportWithKernels() throws {
        let problem = try TensorProblem(
            variables: [("x", "0", "1"), ("t", "0", "1")].map { (name: $0.0, lower: $0.1, upper: $0.2) },
            equation: "u_t = 0.1*u_xx + 0.5*u_x",
            conditions: [
                (on: "t = 0", equation: "u = exp(x)"), (on: "x = 0", equation: "u = exp(0.6*t)"),
                (on: "x = 1", equation: "u_x = exp(1 + 0.6*t)"),
            ], exact: "exp(x + 0.6*t)")
        let kernel = SquaredExponential(lengthscales: 0.4)
        let solver = GridSolver(
            points: [30, 30], basis: .kernels([kernel, kernel], shift: .relative(toMeanDiagonal: 1e-13)))
        #expect(try #require(try solver.solve(problem).report.relativeL2Error) < 1e-4)
    }

    /// A periodic variable with a periodic kernel: circulant, without nodes at both ends.
    @Test func periodicKernels() throws {
        let problem = try TensorProblem(
            variables: [("x", "0", "2*pi"), ("y", "0", "1")].map { (name: $0.0, lower: $0.1, upper: $0.2) },
            equation: "u_xx + u_yy - u = manufactured",
            conditions: [
                (on: "periodic x", equation: ""), (on: "y = 0", equation: "u = sin(2*x)"),
                (on: "y = 1", equation: "u = sin(2*x)*exp(1)"),
            ], exact: "sin(2*x)*exp(y)")
        let solver = GridSolver(
            points: [32, 30],
            basis: .kernels(
                [Periodic(period: 2 * Double.pi, lengthscale: 1), SquaredExponential(lengthscales: 0.4)],
                shift: .relative(toMeanDiagonal: 1e-13)))
        let solution = try #require(try solver.solve(problem) as? KernelGridSolution)
        #expect(solution.values.shape == [32, 30])
        #expect(try #require(solution.report.relativeL2Error) < 1e-5)
        let ends = solution.mean(at: Matrix(rows: [[0, 0.4], [2 * Double.pi, 0.4]]))
        #expect(abs(ends[0] - ends[1]) < 1e-9)
    }

    @Test func unsuitableGridsAreRefused() throws {
        let problem = try poisson(["x", "y"], "x")
        let rough = Matern32(lengthscales: 1)
        let smooth = SquaredExponential(lengthscales: 1)
        for solver in [
            GridSolver(points: [20]), GridSolver(points: [20, 2]),
            GridSolver(points: [20, 20], basis: .kernels([smooth], shift: .none)),
            GridSolver(points: [20, 20], basis: .kernels([rough, rough], shift: .none)),
            // Without a shift the Gram matrix of a smooth kernel is singular.
            GridSolver(points: [90, 90], basis: .kernels([smooth, smooth], shift: .none)),
        ] {
            let found = #expect(throws: PDEError.self) { try solver.solve(problem) }
            #expect(try #require(found).description.count > 30)
        }
    }
}
