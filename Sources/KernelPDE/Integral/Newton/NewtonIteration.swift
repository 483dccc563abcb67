/// Newton's method on a fixed mesh: linearise at the nodes, solve the joined linear problem, damp.
struct NewtonIteration {
    let equation: NonlinearEquation
    let conditions: [EndCondition]
    let mesh: CollocationMesh
    /// The relative step at which the iteration stops.
    let tolerance: Double
    var maximumSteps = 20
    /// Whether steps leave out a null function of the linearisation.
    var isDeflating = false

    struct Outcome {
        var series: PiecewiseSeries
        /// The linear problem of the last step.
        var system: LinearSystem
        var steps: Int
        var converged: Bool
        /// |F(u)| after every step, in the root mean square.
        var residuals: [Double] = []
    }

    /// The linear problem about u, its solution (the full Newton iterate) and |F(u)| in the root mean square.
    private func linearProblem(about u: PiecewiseSeries) -> (system: LinearSystem, iterate: PiecewiseSeries) {
        var pieces: [Piece] = []
        var sources: [ChebyshevSeries] = []
        let length = mesh.domainLength
        for (cell, derivatives) in zip(mesh.cells, u.derivatives) {
            let (points, values) = nodal(cell, derivatives)
            let about = equation.linearized(points, values)
            var source = about.residual.map { -$0 }
            for k in 0...equation.order {
                for i in 0..<points.count { source[i] += about.partials[k][i] * values[k][i] }
            }
            pieces.append(Piece(interval: cell.interval, nodalOperator: about.partials, domainLength: length))
            sources.append(ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: source)))
        }
        let system = LinearSystem(pieces: pieces, conditions: conditions, fluxes: equation.fluxes)
        return (system, system.solve(sources: sources))
    }

    private func nodal(_ cell: CollocationMesh.Cell, _ derivatives: [ChebyshevSeries]) -> ([Double], [[Double]]) {
        (
            cell.interval.points(ChebyshevNodes.firstKind(cell.size)),
            derivatives.map { ChebyshevTransform.values(ofCoefficients: $0.coefficients, count: cell.size) }
        )
    }

    private func residualSize(_ u: PiecewiseSeries) -> Double {
        var sum = 0.0
        for (cell, derivatives) in zip(mesh.cells, u.derivatives) {
            let (points, values) = nodal(cell, derivatives)
            let residual = equation.linearized(points, values).residual
            sum += cell.interval.length * residual.reduce(0) { $0 + $1 * $1 } / Double(cell.size)
        }
        return sum.isFinite ? (sum / mesh.domainLength).squareRoot() : .infinity
    }

    /// u + step (other - u).
    private func moved(_ u: PiecewiseSeries, toward other: PiecewiseSeries, by step: Double) -> PiecewiseSeries {
        if step == 1 { return other }
        return PiecewiseSeries(
            intervals: u.intervals,
            derivatives: zip(u.derivatives, other.derivatives).map { a, b in
                zip(a, b).map { x, y in
                    ChebyshevSeries(zip(x.coefficients, y.coefficients).map { $0 + step * ($1 - $0) })
                }
            })
    }

    private func distance(_ a: PiecewiseSeries, _ b: PiecewiseSeries) -> Double {
        zip(a.derivatives, b.derivatives).reduce(0) { largest, pair in
            max(largest, zip(pair.0[0].coefficients, pair.1[0].coefficients).reduce(0) { max($0, abs($1.0 - $1.1)) })
        }
    }

    /// Iterates from `start`, which lives on the mesh; `meetsConditions` says whether it can be damped from at all.
    func run(from start: PiecewiseSeries, meetsConditions: Bool) -> Outcome? {
        var u = start
        var residual = meetsConditions ? residualSize(u) : .infinity
        var last: LinearSystem?
        var residuals: [Double] = []
        var previousChange = Double.infinity
        for step in 1...maximumSteps {
            let (system, newton) = linearProblem(about: u)
            let null = isDeflating ? system.nullFunction : nil
            let iterate =
                null == nil
                ? newton : u.combined(with: newton.combined(with: u, weight: -1).deflated(by: null), weight: 1)
            last = system
            let size = iterate.scale
            guard size.isFinite else { return nil }
            let change = distance(u, iterate) / max(size, .leastNormalMagnitude)
            // Quadratic convergence: the next change would be about change^3 / previous^2; a change that has stopped to
            // fall at a small level is rounding.
            let next = change * (change / previousChange) * (change / previousChange)
            let isAtRounding = change < 1e-7 && change > 0.3 * previousChange
            previousChange = change
            if change <= tolerance || (change < 1e-5 && next < 0.01 * tolerance) || isAtRounding {
                return Outcome(
                    series: iterate, system: system, steps: step, converged: true,
                    residuals: residuals + [residualSize(iterate)])
            }
            var factor = 1.0
            var trial = iterate
            var nextResidual = residualSize(trial)
            while !(nextResidual < residual), factor > 1.0 / 64 {
                factor /= 2
                trial = moved(u, toward: iterate, by: factor)
                nextResidual = residualSize(trial)
            }
            if !(nextResidual < residual) {
                // At the rounding of F the residual cannot fall; the iterate is as good as it gets if it hardly moved.
                let isSettled = change < 1e-7
                return Outcome(
                    series: isSettled ? iterate : u, system: system, steps: step, converged: isSettled,
                    residuals: residuals)
            }
            u = trial
            residual = nextResidual
            residuals.append(residual)
        }
        return last.map {
            Outcome(series: u, system: $0, steps: maximumSteps, converged: false, residuals: residuals)
        }
    }
}
