import Expressions
import Kernels
import LinearAlgebra

/// A linear problem on a uniform tensor grid with a process along each variable.
struct KernelGrid {
    private let problem: TensorProblem
    private let lines: [KernelLine]
    private let matrices: [LineMatrices]
    private let budget: MemoryBudget

    init(
        _ problem: TensorProblem, points: [Int], kernels: [any SmoothKernel], shift: DiagonalShift, budget: MemoryBudget
    ) throws(PDEError) {
        guard problem.isLinear else {
            throw .unsupported(
                "Collocation with kernels on a grid is for linear equations; take the polynomial basis for this one.")
        }
        self.problem = problem
        self.budget = budget
        var lines: [KernelLine] = []
        var matrices: [LineMatrices] = []
        for d in points.indices {
            let line = try KernelLine(
                variable: problem.variables[d], count: points[d], order: problem.orders[d],
                conditions: problem.faces[d].map(\.functional), kernel: kernels[d], shift: shift)
            lines.append(line)
            // Equal variables share one decomposition.
            let twin = (0..<d).first {
                lines[$0].derivatives == line.derivatives && lines[$0].completion == line.completion
            }
            matrices.append(twin.map { matrices[$0] } ?? LineMatrices(line, isOnlyHighest: isOnlyHighest(d)))
        }
        func isOnlyHighest(_ d: Int) -> Bool {
            problem.formulation.derivatives.allSatisfy { $0[d] == 0 || $0[d] == problem.orders[d] }
        }
        self.lines = lines
        self.matrices = matrices
    }

    func solve() throws(PDEError) -> KernelGridSolution {
        var clock = PhaseClock()
        let inner = lines.map { line in line.interior.map { line.nodes[$0] } }
        let lift = try TensorLift(lines: lines.map(LiftLine.init), faces: problem.faces)
        var slopes = try problem.formulation.rows(onGrid: inner)
        var source = slopes.removeLast()
        let linearized = try LinearizedTensorOperator(
            lines: matrices, formulation: problem.formulation, slopes: slopes, budget: budget)
        if !lift.isZero {
            for (slope, orders) in zip(slopes, problem.formulation.derivatives) {
                var part = Tensor(shape: source.shape)
                lift.add(
                    to: &part,
                    matrices: lines.indices.map { lines[$0].derivatives[orders[$0]].rows(lines[$0].interior) })
                source.subtractProduct(slope, part)
            }
        }
        slopes = []
        let solution = try linearized.solve(source)
        var values = solution.y
        for (d, line) in lines.enumerated() { values = values.product(along: d, with: line.completion) }
        lift.add(to: &values, matrices: lines.map { Matrix.identity($0.nodes.count) })
        clock.mark("solve")
        let residual = try self.residual(values)
        clock.mark("check")
        var report = PDEReport(
            method: "grid",
            kernel: "a process along each variable, shifts of the Gram matrices "
                + lines.map { "\($0.addedDiagonal)" }.joined(separator: ", "))
        for line in lines { report.grid[line.variable.name] = line.nodes.count }
        report.iterations = solution.iterations
        report.residual = residual
        report.grade = residual <= 1e-8 ? .accepted : residual <= 1e-3 ? .approximate : .notResolved
        report.converged = residual <= 1e-3
        if residual > 1e-8 {
            report.warnings.append(
                "The equation is missed by \(residual) of its largest term between the grid's points: take more points or "
                    + "other kernels.")
        }
        var result = KernelGridSolution(values: values, lines: lines, report: report)
        result.report.compare(result, exact: problem.exact, parameters: problem.parameters)
        clock.mark("compare")
        result.report.phases = clock.phases
        result.report.seconds = clock.total
        return result
    }

    /// The largest residual at places between the nodes, at most 97 a variable, relative to the largest term.
    private func residual(_ values: Tensor) throws(PDEError) -> Double {
        let places = lines.map { line -> [Double] in
            let intervals = line.isPeriodic ? line.nodes.count : line.nodes.count - 1
            let count = min(intervals, lines.count < 3 ? 97 : 31)
            let step = line.variable.length / Double(intervals)
            return (0..<count).map { i in
                let interval = i * intervals / count
                return line.variable.lower + (Double(interval) + 0.5) * step
            }
        }
        var slopes = try problem.formulation.rows(onGrid: places)
        var residual = slopes.removeLast()
        var term = residual.values.maximumMagnitude
        for (slope, orders) in zip(slopes, problem.formulation.derivatives) {
            var derivative = values
            for (d, line) in lines.enumerated() {
                derivative = derivative.product(along: d, with: try line.evaluation(at: places[d], order: orders[d]))
            }
            term = max(term, entrywiseProduct(slope.values, derivative.values).maximumMagnitude)
            residual.subtractProduct(slope, derivative)
        }
        let largest = residual.values.maximumMagnitude
        guard largest.isFinite else { return .greatestFiniteMagnitude }
        return term > 0 ? largest / term : largest
    }
}

extension LiftLine {
    fileprivate init(_ line: KernelLine) {
        self.init(
            places: line.nodes, analysis: nil, cardinals: line.cardinals, rows: line.rows, functionals: [])
    }
}

extension LineMatrices {
    /// - Parameter isOnlyHighest: whether the equation holds no inner derivative by the variable, so that eigenvectors serve.
    fileprivate init(_ line: KernelLine, isOnlyHighest: Bool) {
        let nodal = line.derivatives.map { ($0 * line.completion).rows(line.interior) }
        let order = line.derivatives.count - 1
        var eigen: LineEigen?
        if order > 0, isOnlyHighest {
            // An odd derivative of a periodic function couples sine and cosine: no eigenvectors of real spectrum.
            eigen =
                line.isPeriodic && order.isMultiple(of: 2)
                ? LineEigen(ofCirculant: nodal[order]) : LineEigen(ofRealSpectrum: nodal[order])
        }
        self.init(
            order: order, halfLength: 0.5 * line.variable.length, truncated: nodal, nodal: nodal, analysis: nil,
            eigen: eigen)
    }
}
