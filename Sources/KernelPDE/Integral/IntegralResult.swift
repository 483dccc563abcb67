import Expressions

/// A solved problem, linear or not, with its residual, band and verdict.
struct IntegralResult {
    /// The mean: u_N, or u_2N where the band is an estimate of u_N's error.
    let series: PiecewiseSeries
    let system: LinearSystem
    let residual: OffGridResidual
    let band: ErrorBand
    let acceptance: Acceptance
    let iterations: Int
    let unknowns: Int
    /// Relative to the first one; empty for a linear equation.
    private(set) var residualHistory: [Double] = []
    /// Whether the linearisation is singular to rounding, so that no residual fixes the solution along one function.
    let isDeflated: Bool

    init(_ solved: LinearSolution, equation: LinearEquation, domainLength: Double) {
        let residual = OffGridResidual(of: solved.series, equation: equation)
        let fine = solved.system.doubled(data: solved.data, equation: equation, domainLength: domainLength)
        self.init(
            series: solved.series, system: solved.system, fine: fine, residual: residual, iterations: solved.rounds,
            converged: true, unresolvedPieces: solved.unresolvedPieces, hitLimit: solved.hitLimit, isDeflated: false)
    }

    init(_ solved: NonlinearSolution, equation: NonlinearEquation) {
        let residual = OffGridResidual(of: solved.series, equation: equation)
        let fine = solved.system.refinedAbout(solved.series, equation: equation)
        self.init(
            series: solved.series, system: solved.system, fine: fine, residual: residual, iterations: solved.steps,
            converged: solved.converged, unresolvedPieces: solved.unresolvedPieces, hitLimit: solved.hitLimit,
            isDeflated: solved.isDeflated)
        if let first = solved.residuals.first, first > 0, first.isFinite {
            residualHistory = solved.residuals.map { $0 / first }.filter(\.isFinite)
        }
    }

    private init(
        series: PiecewiseSeries, system: LinearSystem, fine: LinearSystem, residual: OffGridResidual, iterations: Int,
        converged: Bool, unresolvedPieces: Int, hitLimit: Bool, isDeflated: Bool
    ) {
        let band = ErrorBand(
            solution: series, residual: residual, fine: fine, coarse: system, isDeflated: isDeflated)
        self.isDeflated = isDeflated
        self.system = system
        self.residual = residual
        self.band = band
        self.iterations = iterations
        unknowns = system.pieces.reduce(0) { $0 + $1.size + $1.order }
        acceptance = Acceptance(
            converged: converged, unresolvedPieces: unresolvedPieces, hitLimit: hitLimit, residual: residual,
            band: band, solutionSize: series.rootMeanSquare)
        self.series = band.kind == .aPosteriori && converged ? series.adding(band.correction) : series
    }

    func report(variable: String) -> PDEReport {
        var report = PDEReport(method: "integral", kernel: "polynomial spectrum on u^(\(system.pieces[0].order))")
        report.grid = [variable: unknowns]
        report.residual = residual.relative.isFinite ? residual.relative : .greatestFiniteMagnitude
        report.pieces = [variable: system.pieces.count]
        report.degree = [variable: (system.pieces.map(\.size).max() ?? 1) - 1]
        report.bandKind = band.kind
        report.iterations = iterations
        report.residualHistory = residualHistory
        report.converged = acceptance.grade != .notResolved
        report.grade = acceptance.grade
        report.inverseNorm = band.inverseNorm
        report.errorEstimate = band.kind == .none ? nil : max(band.difference, band.floor)
        report.warnings = acceptance.warnings
        if isDeflated {
            report.warnings.insert(
                "The linearised problem is singular to rounding (reciprocal condition number "
                    + "\(system.glue.reciprocalCondition)): the place of an inner layer is not fixed by the equation in double "
                    + "precision. It is where continuation from a larger coefficient of the highest derivative left it; the "
                    + "band does not cover a shift.", at: 0)
            if report.grade == .accepted { report.grade = .approximate }
        }
        return report
    }

    /// Errors and coverage on 300 uniform points, where the exact solution is known.
    func compare(with problem: OrdinaryProblem, in report: inout PDEReport) {
        let name = problem.variable.name
        guard let exact = problem.exact,
            let compiled = try? CompiledExpression(exact, variables: [name], parameters: problem.parameters)
        else { return }
        let count = 300
        let points = (0..<count).map { i -> Double in
            let t = Double(i) / Double(count - 1)
            return i == count - 1 ? problem.variable.upper : problem.variable.lower + t * problem.variable.length
        }
        let truth = compiled.evaluate(columns: [points])
        let errors = zip(points, truth).map { abs(series.value(at: $0) - $1) }
        let size = truth.reduce(0) { $0 + $1 * $1 }
        guard size.isFinite else {
            report.warnings.append("The exact solution is not finite on the test grid; no error is given.")
            return
        }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        report.relativeL2Error = size > 0 ? (squares / size).squareRoot() : squares.squareRoot()
        report.maximumError = errors.max()
        if band.kind != .none {
            let limit = 1.96 * band.standardDeviation
            report.coverage95 = Double(errors.filter { $0 <= limit }.count) / Double(count)
        }
    }
}

extension PiecewiseSeries {
    /// The sum with a function on the same pieces.
    func adding(_ other: PiecewiseSeries) -> PiecewiseSeries {
        PiecewiseSeries(
            intervals: intervals,
            derivatives: zip(derivatives, other.derivatives).map { a, b in
                zip(a, b).map { x, y in
                    let count = max(x.coefficients.count, y.coefficients.count)
                    return ChebyshevSeries(zip(x.resized(count), y.resized(count)).map { $0 + $1 })
                }
            })
    }
}

extension OffGridResidual {
    /// The residual of a non-linear equation; its terms are those of the linearisation.
    init(of solution: PiecewiseSeries, equation: NonlinearEquation) {
        let linearPart = equation.linearPart
        self.init(of: solution) { points, derivatives in
            let about = equation.linearized(points, derivatives)
            let source = linearPart.rows(points)[equation.order + 1].reduce(0) { max($0, abs($1)) }
            var term = source
            for k in 0...equation.order {
                for i in 0..<points.count { term = max(term, abs(about.partials[k][i] * derivatives[k][i])) }
            }
            return (about.residual, term, source)
        }
    }
}

extension LinearSystem {
    /// The linearisation about a solution, with more nodes on every piece.
    func refinedAbout(_ solution: PiecewiseSeries, equation: NonlinearEquation) -> LinearSystem {
        let length = pieces.reduce(0) { $0 + $1.interval.length }
        let finer = zip(pieces, solution.derivatives).map { piece, derivatives in
            let size = min(2 * piece.size, piece.size + 48)
            let points = piece.interval.points(ChebyshevNodes.firstKind(size))
            let values = derivatives.map { ChebyshevTransform.values(ofCoefficients: $0.coefficients, count: size) }
            let about = equation.linearized(points, values)
            return Piece(interval: piece.interval, nodalOperator: about.partials, domainLength: length)
        }
        return LinearSystem(pieces: finer, conditions: conditions, fluxes: equation.fluxes)
    }
}
