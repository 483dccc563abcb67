import LinearAlgebra

/// A problem solved at one resolution.
struct BoxIterate: Sendable {
    let discretization: BoxDiscretization
    /// The coefficients of u - lift in the basis, that is, of the highest derivative in both variables.
    let y: Matrix
    /// The operator of the last linear solve.
    let linearized: LinearizedBoxOperator
    let iterations: Int
    let newtonSteps: Int
    /// Of the last linear solve.
    let relativeResidual: Double
    let converged: Bool
    /// The Legendre coefficients of u.
    let coefficients: Matrix
    /// What a problem with null functions was answered by; nil for a regular one.
    var deficiency: BoxDeficiency?
    /// The residual after every Newton step, relative to the first; empty for a linear equation.
    var residualHistory: [Double] = []

    /// The root mean square of u over the box.
    var rootMeanSquare: Double { 0.5 * coefficients.norm }
}

/// Solves a problem at one resolution: once if it is linear, by damped Newton steps if not.
struct BoxIteration {
    let discretization: BoxDiscretization
    private static let maximumSteps = 20
    /// Where the next step is expected to be smaller than this relative to u, it is not taken.
    private static let stepTolerance = 1e-14

    /// - Parameters:
    ///   - start: coefficients at a coarser or equal resolution to start from.
    ///   - data: what a linear equation says at the nodes, where that is known already.
    func run(from start: Matrix?, data: BoxData? = nil) throws(PDEError) -> BoxIterate {
        discretization.problem.isLinear ? try linear(data) : try newton(from: start)
    }

    private func linear(_ known: BoxData?) throws(PDEError) -> BoxIterate {
        let formulation = discretization.problem.formulation
        let data: BoxData
        if let known { data = known } else { data = try BoxData(discretization) }
        let linearized = try LinearizedBoxOperator(discretization, slopes: data.slopes)
        var right = data.coefficients
        if discretization.lift.rank > 0 {
            var lifted = [Double](repeating: 0, count: data.source.count)
            for (index, values) in discretization.values(nil).enumerated() {
                if let constant = formulation.constants[index] {
                    let orders = formulation.derivatives[index]
                    right.add(
                        discretization.lift.coefficients(orders: orders, axes: discretization.axes), scaledBy: -constant
                    )
                } else {
                    for i in lifted.indices { lifted[i] += data.slopes[index][i] * values[i] }
                }
            }
            if formulation.constants.contains(where: { $0 == nil }) { right -= discretization.project(lifted) }
        }
        let solution = try linearized.solve(right)
        var y = solution.y
        let freedom = solution.defect.map { _ in BoxNullSpace(linearized) }
        if let freedom { y = discretization.orthogonal(y, to: freedom.functions) }
        var iterate = finish(
            y, linearized, iterations: solution.iterations, steps: 0,
            relativeResidual: solution.relativeResidual, converged: solution.relativeResidual < 1e-10)
        if let freedom, let defect = solution.defect {
            iterate.deficiency = BoxDeficiency(defect: defect, source: right, freedom: freedom)
        }
        return iterate
    }

    private func newton(from start: Matrix?) throws(PDEError) -> BoxIterate {
        let formulation = discretization.problem.formulation
        var y = start ?? discretization.zero
        var iterations = 0
        var (slopes, residual) = try formulation.rows(
            columns: discretization.columns, values: discretization.values(y))
        var projected = discretization.project(residual)
        let firstNorm = max(projected.norm, .leastNormalMagnitude)
        var previousChange: Double?
        var history: [Double] = []
        for step in 1...Self.maximumSteps {
            let linearized = try LinearizedBoxOperator(discretization, slopes: slopes)
            // Newton's method squares the error: solving more exactly than that is in vain.
            let forcing = max(1e-10, min(1e-3, 0.1 * projected.norm / firstNorm))
            let solution = try linearized.solve(-projected, tolerance: forcing, maximumIterations: 160)
            iterations += solution.iterations
            let size = discretization.nodal(y + solution.y, orders: [0, 0]).norm
            let change = discretization.nodal(solution.y, orders: [0, 0]).norm
            var damping = 1.0
            while true {
                let candidate = y + damping * solution.y
                let found = try? formulation.rows(
                    columns: discretization.columns, values: discretization.values(candidate))
                if let found {
                    let next = discretization.project(found.last)
                    if next.norm < projected.norm || change < 1e-9 * size || projected.norm == 0 {
                        (y, slopes, projected) = (candidate, found.slopes, next)
                        history.append(next.norm / firstNorm)
                        break
                    }
                }
                damping *= 0.5
                if damping < 1.0 / 64 {
                    return finish(
                        y, linearized, iterations: iterations, steps: step,
                        relativeResidual: solution.relativeResidual, converged: false, history: history)
                }
            }
            // Quadratic convergence from the last two steps, and what the linear solve left.
            let ratio = previousChange.map { change / $0 } ?? 1
            let next = max(change * ratio * ratio, 2 * solution.relativeResidual * change)
            previousChange = change
            if damping == 1, change <= 1e-4 * size, next <= Self.stepTolerance * max(size, .leastNormalMagnitude) {
                return finish(
                    y, linearized, iterations: iterations, steps: step,
                    relativeResidual: solution.relativeResidual, converged: solution.relativeResidual < 1e-3,
                    history: history)
            }
            if step == Self.maximumSteps {
                return finish(
                    y, linearized, iterations: iterations, steps: step,
                    relativeResidual: solution.relativeResidual, converged: false, history: history)
            }
        }
        throw .noConvergence(steps: Self.maximumSteps)
    }

    private func finish(
        _ y: Matrix, _ linearized: LinearizedBoxOperator, iterations: Int, steps: Int, relativeResidual: Double,
        converged: Bool, history: [Double] = []
    ) -> BoxIterate {
        BoxIterate(
            discretization: discretization, y: y, linearized: linearized, iterations: iterations, newtonSteps: steps,
            relativeResidual: relativeResidual, converged: converged,
            coefficients: discretization.coefficients(y), residualHistory: history)
    }
}

extension Matrix {
    /// The matrix in the upper left corner of a larger zero one.
    func paddedWithZeros(rowCount: Int, columnCount: Int) -> Matrix {
        var result = Matrix(rowCount: rowCount, columnCount: columnCount)
        let part = block(rows: 0..<min(rowCount, self.rowCount), columns: 0..<min(columnCount, self.columnCount))
        result.setBlock(part, row: 0, column: 0)
        return result
    }
}
