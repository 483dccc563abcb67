import LinearAlgebra

/// A problem solved at one resolution.
struct TensorIterate: Sendable {
    let discretization: TensorDiscretization
    /// The coefficients of u - lift in the basis, that is, of the highest derivative in every variable.
    let y: Tensor
    /// The operator of the last linear solve.
    let linearized: LinearizedTensorOperator
    let iterations: Int
    let newtonSteps: Int
    /// Of the last linear solve.
    let relativeResidual: Double
    let converged: Bool
    /// The Legendre coefficients of u.
    let coefficients: Tensor

    /// The root mean square of u over the box.
    var rootMeanSquare: Double { discretization.rootMeanSquare(coefficients) }
}

extension TensorDiscretization {
    /// The root mean square of a function over the box from its orthonormal coefficients.
    func rootMeanSquare(_ coefficients: Tensor) -> Double {
        axes.reduce(coefficients.norm) { norm, _ in norm * 0.5.squareRoot() }
    }
}

/// Solves a problem at one resolution: once if it is linear, by damped Newton steps if not.
struct TensorIteration {
    let discretization: TensorDiscretization
    let budget: MemoryBudget
    private static let maximumSteps = 20
    /// Where the next step is expected to be smaller than this relative to u, it is not taken.
    private static let stepTolerance = 1e-14

    /// - Parameter start: coefficients at a coarser or equal resolution to start from.
    func run(from start: Tensor?) throws(PDEError) -> TensorIterate {
        discretization.problem.isLinear ? try linear() : try newton(from: start)
    }

    private func linear() throws(PDEError) -> TensorIterate {
        var slopes = try discretization.problem.formulation.rows(onGrid: discretization.places)
        let source = slopes.removeLast()
        let linearized = try LinearizedTensorOperator(
            lines: discretization.lines, formulation: discretization.problem.formulation, slopes: slopes, budget: budget
        )
        let reduced = discretization.project(discretization.reducedSource(source, slopes: slopes))
        slopes = []
        let solution = try linearized.solve(reduced)
        return finish(
            solution.y, linearized, iterations: solution.iterations, steps: 0,
            relativeResidual: solution.relativeResidual, converged: solution.relativeResidual < 1e-10)
    }

    private func newton(from start: Tensor?) throws(PDEError) -> TensorIterate {
        var y = start ?? Tensor(shape: discretization.shape)
        var iterations = 0
        var (slopes, projected) = try evaluate(y)
        let firstNorm = max(projected.norm, .leastNormalMagnitude)
        var previousChange: Double?
        for step in 1...Self.maximumSteps {
            let linearized = try LinearizedTensorOperator(
                lines: discretization.lines, formulation: discretization.problem.formulation, slopes: slopes,
                budget: budget)
            // Newton's method squares the error: solving more exactly than that is in vain.
            let forcing = max(1e-10, min(1e-3, 0.1 * projected.norm / firstNorm))
            var negative = projected
            negative.scale(by: -1)
            let solution = try linearized.solve(negative, tolerance: forcing, maximumIterations: 160)
            iterations += solution.iterations
            var full = y
            full.add(solution.y)
            let (size, change) = (discretization.coefficients(full).norm, valueNorm(solution.y))
            var damping = 1.0
            while true {
                var candidate = y
                candidate.add(solution.y, scaledBy: damping)
                if let found = try? evaluate(candidate),
                    found.projected.norm < projected.norm || change < 1e-9 * size || projected.norm == 0
                {
                    (y, slopes, projected) = (candidate, found.slopes, found.projected)
                    break
                }
                damping *= 0.5
                if damping < 1.0 / 64 {
                    return finish(
                        y, linearized, iterations: iterations, steps: step,
                        relativeResidual: solution.relativeResidual, converged: false)
                }
            }
            // Quadratic convergence from the last two steps, and what the linear solve left.
            let ratio = previousChange.map { change / $0 } ?? 1
            let next = max(change * ratio * ratio, 2 * solution.relativeResidual * change)
            previousChange = change
            // Steps that no longer shrink are rounding.
            let isRounding = change <= 1e-11 * size && ratio > 0.3
            let isDone =
                damping == 1 && change <= 1e-4 * size
                && (isRounding || next <= Self.stepTolerance * max(size, .leastNormalMagnitude))
            if isDone || step == Self.maximumSteps {
                return finish(
                    y, linearized, iterations: iterations, steps: step,
                    relativeResidual: solution.relativeResidual,
                    converged: isDone && solution.relativeResidual < 1e-3)
            }
        }
        throw .noConvergence(steps: Self.maximumSteps)
    }

    /// Slopes at the nodes and the residual in coefficients.
    private func evaluate(_ y: Tensor) throws(PDEError) -> (slopes: [Tensor], projected: Tensor) {
        var rows = try discretization.problem.formulation.rows(
            onGrid: discretization.places, values: discretization.values(y))
        let residual = rows.removeLast()
        return (rows, discretization.project(residual))
    }

    /// The norm of the function with given coefficients Y, in its Legendre coefficients.
    private func valueNorm(_ y: Tensor) -> Double {
        var u = y
        for (d, axis) in discretization.axes.enumerated() { u.multiply(along: d, by: axis.truncated[0]) }
        return u.norm
    }

    private func finish(
        _ y: Tensor, _ linearized: LinearizedTensorOperator, iterations: Int, steps: Int, relativeResidual: Double,
        converged: Bool
    ) -> TensorIterate {
        TensorIterate(
            discretization: discretization, y: y, linearized: linearized, iterations: iterations, newtonSteps: steps,
            relativeResidual: relativeResidual, converged: converged,
            coefficients: discretization.coefficients(y))
    }
}
