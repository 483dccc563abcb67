import LinearAlgebra

/// The solver of problems with measurements: among all functions that meet the equation and the stated conditions, however few,
/// the posterior given noisy values of u.
///
///     let solution = try ObservedSolver().solve(problem)
///     solution.mean(at: points); solution.standardDeviation(at: points)
///
/// Equation and conditions are taken as exact. Decay of the spectrum and noise variance are averaged by evidence, not fitted; with
/// unknown noise the scale is integrated (Student-t). Where data and conditions say little the band is wide. Non-linear
/// equations are linearised around the mean, a few times. Complexity: O(m N²) for N features and m equations, O(N q²) for each
/// of about forty spectra with q free directions.
public struct ObservedSolver: PDESolver {
    /// The solver with its default degrees.
    public init() {}

    /// Conditions on the measurements of the problem.
    ///
    /// - Throws: ``PDEError`` for a domain or formula that cannot be used, or measurements that nothing explains.
    public func solve(_ problem: ScatteredProblem) throws(PDEError) -> ScatteredSolution {
        guard let observations = problem.observations,
            let series = observations.series.first(where: { $0.function == "u" })
        else { throw .unsuitableObservations(reason: "there are none.") }
        var clock = PhaseClock()
        var best: ObservedFit?
        for degree in [[24, 48], [12, 18, 24, 30], [5, 8, 10]][problem.variables.count - 1] {
            let fit = try ObservedFit(
                problem, degree: degree, points: observations.points, values: series.values,
                noise: observations.standardDeviation)
            let gain = fit.logEvidence - (best?.logEvidence ?? -.infinity)
            let isBetter = fit.residual <= 1e-6 || fit.residual < (best?.residual ?? .infinity)
            let isFirst = best?.posterior == nil
            if isFirst || (isBetter && (gain > 0 || (best?.residual ?? 0) > 1e-6)) { best = fit }
            // A polynomial of low degree may meet no homogeneous equation, where functions of higher degree do.
            if isFirst { continue }
            if gain < 3, (best?.residual ?? 1) <= 1e-6 { break }
        }
        guard let fit = best else { throw .noConvergence(steps: 0) }
        clock.mark("solve")
        var report = PDEReport(
            method: "observed features",
            kernel: kernelText(fit, isNoiseKnown: observations.standardDeviation != nil))
        for variable in problem.variables {
            report.grid[variable.name] = fit.degree + 1
            report.degree[variable.name] = fit.degree
            report.pieces[variable.name] = 1
        }
        report.residual = fit.residual
        report.logEvidence = fit.posterior == nil ? nil : fit.logEvidence
        report.iterations = fit.iterations
        report.warnings = fit.warnings
        report.bandKind = fit.posterior == nil ? .none : .posterior
        report.grade =
            fit.residual <= 1e-6 && fit.hasConverged ? .accepted : fit.residual <= 1e-3 ? .approximate : .notResolved
        if fit.residual > 1e-6 {
            report.warnings.append("Equation or conditions are missed by \(fit.residual) of their largest term.")
        }
        report.converged = report.grade != .notResolved
        var solution = ScatteredSolution(
            domain: problem.domain, report: report,
            derivatives: { fit.mean.derivative(orders: $0, at: $1) },
            deviations: { fit.posterior?.standardDeviation(at: $0) ?? Vector(count: $0.rowCount) })
        solution.compare(with: problem)
        clock.mark("compare")
        solution.book(clock)
        return solution
    }

    private func kernelText(_ fit: ObservedFit, isNoiseKnown: Bool) -> String {
        let free =
            "polynomials of Euclidean degree \(fit.degree), \(fit.freedom) free directions, spectra averaged by evidence"
        guard let noise = fit.posterior?.noise, !isNoiseKnown else { return free }
        return free + ", noise standard deviation \(noise)"
    }
}

/// The posterior at one polynomial degree.
struct ObservedFit {
    let degree: Int
    let mean: FeatureFunction
    /// Nil where equation and conditions leave no freedom.
    let posterior: AveragedPosterior?
    let residual: Double
    let freedom: Int
    let iterations: Int
    let hasConverged: Bool
    var warnings: [String] = []

    var logEvidence: Double { posterior?.logEvidence ?? 0 }

    init(
        _ problem: ScatteredProblem, degree: Int, points: Matrix, values: Vector, noise: Vector?
    ) throws(PDEError) {
        self.degree = degree
        let plan = PointPlan(problem, corners: [], cornerRadius: 1)
        let isSolid = problem.variables.count == 3
        let bounds = problem.domain.bounds(of: problem.domain.boundary(resolution: isSolid ? 24 : 64))
        let features = TensorPolynomials(bounds: bounds, degree: degree)
        let blocks = try plan.blocks(interior: 2 * features.count, resolution: isSolid ? degree : max(2 * degree, 16))
        let check = OffPointCheck(
            blocks: try plan.blocks(
                interior: 400, resolution: isSolid ? degree : max(degree, 24), shift: 0.37, start: 1_000_003))
        let system = LeastSquaresSystem(features, blocks)
        let degrees = features.indices.map { Double($0.reduce(0) { $0 + $1 * $1 }).squareRoot() }
        let nominal = Vector(degrees.map { SpectrumPrior.power(start: 2, order: 2.5).standardDeviation($0) })
        let zero = [Int](repeating: 0, count: problem.variables.count)
        let table = features.values(orders: zero, at: points)
        var found: (mean: Vector, posterior: AveragedPosterior?, freedom: Int)?
        var (steps, converged) = (0, problem.isLinear)
        repeat {
            let state = problem.isLinear ? nil : found.map { system.state(of: $0.mean) }
            let linear = try system.linearized(at: state)
            let space = try SolutionSpace(
                rows: linear.rows, rightHandSide: linear.rightHandSide, deviations: nominal)
            steps += 1
            var (mean, posterior) = (space.origin, AveragedPosterior?.none)
            if space.freedom > 0 {
                let averaged = try AveragedPosterior(
                    features, degrees: degrees, degree: degree, space: space, table: table, values: values, noise: noise
                )
                (mean, posterior) = (averaged.mean, averaged)
            }
            if let before = found {
                let change = (table * (mean - before.mean)).norm
                converged = converged || change <= 1e-6 * (table * mean).norm
            }
            found = (mean, posterior, space.freedom)
        } while !converged && steps < 20
        guard let found else { throw .noConvergence(steps: 0) }
        mean = FeatureFunction(features: features, coefficients: found.mean)
        posterior = found.posterior
        freedom = found.freedom
        iterations = steps
        hasConverged = converged
        residual = try check.residuals(of: mean).max() ?? .infinity
        if !converged { warnings.append("The linearisation around the mean did not settle in \(steps) steps.") }
        if found.posterior == nil {
            let misfit = values - table * found.mean
            let size = (dot(misfit, misfit) / Double(values.count)).squareRoot()
            warnings.append(
                "Equation and conditions determine u; the measurements change nothing. They differ from it by \(size) (root mean square)."
            )
        }
    }
}
