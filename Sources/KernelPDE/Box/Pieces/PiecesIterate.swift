import LinearAlgebra

/// A problem on two broken axes with the coefficients found: u = sum Y_ij phi_i(x) phi_j(y), the psi of both axes included.
///
/// The blocks of Y that belong to the psi hold the boundary values and are known beforehand.
struct PiecesIterate: BoxField {
    let problem: BoxProblem
    let axes: [BrokenAxis]
    /// (N_x + m_x)-by-(N_y + m_y).
    var coefficients: Matrix
    /// The residual after every Newton step, relative to the first.
    var newtonChanges: [Double] = []
    var gmresIterations = 0
    var converged = true

    /// The part that meets the conditions, with all else zero.
    init(_ problem: BoxProblem, axes: [BrokenAxis]) throws(PDEError) {
        self.problem = problem
        self.axes = axes
        let sizes = axes.map(\.size)
        var y = Matrix(rowCount: sizes[0] + axes[0].order, columnCount: sizes[1] + axes[1].order)
        for (r, condition) in problem.sides[0].enumerated() {
            let row = try axes[1].highestCoefficients { (points) throws(PDEError) in try condition.values(at: points) }
            for (j, value) in row.enumerated() { y[sizes[0] + r, j] = value }
        }
        for (q, condition) in problem.sides[1].enumerated() {
            let column = try axes[0].highestCoefficients { (points) throws(PDEError) in try condition.values(at: points)
            }
            for (i, value) in column.enumerated() { y[i, sizes[1] + q] = value }
        }
        for (r, first) in problem.sides[0].enumerated() {
            for (q, second) in problem.sides[1].enumerated() {
                y[sizes[0] + r, sizes[1] + q] = try Corner(first, second, problem.variables).value
            }
        }
        coefficients = y
    }

    var variables: [DomainVariable] { problem.variables }

    func values(orders: [Int], onGrid places: [[Double]]) -> Matrix {
        let tables = (0..<2).map { axes[$0].table(at: places[$0], derivative: orders[$0]) }
        return multiply(tables[0] * coefficients, tables[1], transposingSecond: true)
    }

    func values(orders: [Int], at points: Matrix) -> Vector {
        var result: [Double] = []
        for start in stride(from: 0, to: points.rowCount, by: 1024) {
            let part = points.rows(start..<min(start + 1024, points.rowCount))
            let left = axes[0].table(at: part.column(0).array, derivative: orders[0]) * coefficients
            let right = axes[1].table(at: part.column(1).array, derivative: orders[1])
            for i in 0..<part.rowCount { result.append(dot(left.row(i), right.row(i))) }
        }
        return Vector(result)
    }

    /// The derivatives that occur in the equation at the nodes.
    private func nodalValues() -> [[Double]] {
        problem.formulation.derivatives.map { orders in
            multiply(
                axes[0].nodal[orders[0]] * coefficients, axes[1].nodal[orders[1]], transposingSecond: true
            ).flattened.array
        }
    }

    private mutating func add(_ correction: Matrix, damping: Double = 1) {
        let block = coefficients.block(rows: 0..<axes[0].size, columns: 0..<axes[1].size)
        coefficients.setBlock(block + damping * correction, row: 0, column: 0)
    }

    private static let maximumSteps = 25

    /// Solves for the open coefficients: at once, or by damped Newton steps.
    mutating func solve() throws(PDEError) {
        let formulation = problem.formulation
        let columns = tensorColumns(axes[0].points, axes[1].points)
        if problem.isLinear {
            let (slopes, source) = try formulation.rows(columns: columns, values: [])
            let jacobian = try PiecesOperator(axes: axes, derivatives: formulation.derivatives, slopes: slopes)
            // The second solve is one step of refinement, and starts from what the first one left.
            for tolerance in [1e-12, 1e-3] {
                var residual = source
                for (slope, values) in zip(slopes, nodalValues()) {
                    for i in residual.indices { residual[i] -= slope[i] * values[i] }
                }
                let step = try jacobian.solve(residual, tolerance: tolerance, maximumIterations: 240)
                gmresIterations += step.iterations
                if tolerance < 1e-6 { converged = step.relativeResidual < 1e-8 }
                add(step.y)
            }
            return
        }
        try newton(columns, nonlinearPart: 1, tolerance: 1e-13)
    }

    /// Newton's method for the linear part and s times the rest.
    private mutating func newton(_ columns: [[Double]], nonlinearPart s: Double, tolerance: Double) throws(PDEError) {
        let formulation = problem.formulation
        func norm(_ residual: [Double]) -> Double { residual.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        var (slopes, residual) = try formulation.rows(columns: columns, values: nodalValues(), nonlinearPart: s)
        let first = max(norm(residual), .leastNormalMagnitude)
        newtonChanges = [1]
        converged = true
        for _ in 0..<Self.maximumSteps {
            let jacobian = try PiecesOperator(axes: axes, derivatives: formulation.derivatives, slopes: slopes)
            let size = norm(residual)
            let forcing = max(1e-10, min(1e-3, 0.1 * size / first))
            let step = try jacobian.solve(residual.map { -$0 }, tolerance: forcing, maximumIterations: 160)
            gmresIterations += step.iterations
            var damping = 1.0
            while true {
                var trial = self
                trial.add(step.y, damping: damping)
                if let found = try? formulation.rows(columns: columns, values: trial.nodalValues(), nonlinearPart: s),
                    norm(found.last) < size
                {
                    coefficients = trial.coefficients
                    (slopes, residual) = found
                    break
                }
                damping *= 0.5
                if damping < 1.0 / 64 {
                    // At the rounding of the residual nothing is left to gain.
                    converged = size <= 1e-9 * first
                    return
                }
            }
            newtonChanges.append(norm(residual) / first)
            if norm(residual) <= tolerance * first { return }
        }
        converged = false
    }

    /// Homotopy: the non-linear part is scaled by s from 0.1 upwards, times 1.6 on success, by 2.5 down on failure.
    mutating func solveByHomotopy() throws(PDEError) {
        let columns = tensorColumns(axes[0].points, axes[1].points)
        var state = try PiecesIterate(problem, axes: axes)
        try state.newton(columns, nonlinearPart: 0, tolerance: 1e-10)
        var (reached, increment) = (0.0, 0.1)
        for _ in 0..<Self.maximumStages {
            let s = min(1, reached + increment)
            var trial = state
            try trial.newton(columns, nonlinearPart: s, tolerance: s < 1 ? 1e-6 : 1e-13)
            if trial.converged {
                state = trial
                reached = s
                increment = min(1, 1.6 * increment)
                if s == 1 { break }
            } else {
                increment /= 2.5
                if increment < 1e-3 { break }
            }
        }
        self = state
        if reached < 1 { converged = false }
    }

    private static let maximumStages = 24

    /// The same function on other axes, as a start.
    func moved(to axes: [BrokenAxis]) throws(PDEError) -> PiecesIterate {
        var other = try PiecesIterate(problem, axes: axes)
        let orders = axes.map(\.order)
        let values = self.values(orders: orders, onGrid: axes.map(\.points))
        // The open coefficients are those of the derivative that is highest in both variables.
        let highest = axes[1].analysed(axes[0].analysed(values).transposed).transposed
        other.coefficients.setBlock(highest, row: 0, column: 0)
        return other
    }
}
