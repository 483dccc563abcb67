/// The default solver of one-variable problems given by formulas: a process on the highest derivative, in integral form.
///
///     let solution = try IntegralSolver().solve(problem)
///     solution.mean(at: [0.5]); solution.report.converged
///
/// No setting depends on the problem. Complexity: O(N log N + N d^2) for coefficients of degree d, N^3 on dense pieces of at
/// most 257 unknowns.
public struct IntegralSolver: PDESolver {
    package var settings: SolverSettings

    /// The solver with its default tolerances.
    public init() {
        settings = SolverSettings()
    }

    /// The solver aiming at a relative tolerance of the highest derivative instead of 1e-13.
    public init(tolerance: Double) {
        settings = SolverSettings(tolerance: tolerance)
    }

    /// Solves the problem.
    ///
    /// - Throws: ``PDEError`` if the problem has no unique solution, a formula is not finite, or Newton's method finds
    ///   nothing at all. A doubtful solution is returned with `converged` false and the reasons among the warnings.
    public func solve(_ problem: OrdinaryProblem) throws(PDEError) -> OrdinarySolution {
        var clock = PhaseClock()
        let breaks = problem.allBreaks
        let result: IntegralResult
        var warnings: [String] = []
        var isCompromise = false
        switch problem.formulation.kind {
        case .linear(let equation):
            let reading = try LinearReading(problem, equation, solver: LinearSolver(settings: settings))
            clock.mark("solve")
            result = IntegralResult(
                reading.solution, equation: reading.equation, domainLength: problem.variable.length)
            let integrals = try problem.missedIntegrals(of: result.series)
            warnings = reading.warnings + integrals.warnings
            isCompromise = reading.isCompromise || integrals.isMissed
        case .nonlinear(let equation):
            let solved = try NonlinearSolver(settings: settings).solve(
                equation, conditions: problem.endConditions, breaks: breaks)
            clock.mark("solve")
            result = IntegralResult(solved, equation: equation)
            (warnings, isCompromise) = problem.missedSurplus(of: result.series)
        }
        clock.mark("check")
        var report = result.report(variable: problem.variable.name)
        report.warnings = warnings + report.warnings
        if isCompromise, report.grade == .accepted { report.grade = .approximate }
        report.frequencies = [
            problem.variable.name: DominantFrequencies(of: result.series, order: problem.order).values
        ]
        clock.mark("frequencies")
        report.logEvidence = SpectrumEvidence.logEvidence(of: result.series)
        result.compare(with: problem, in: &report)
        clock.mark("compare")
        report.phases = clock.phases
        report.seconds = clock.total
        return OrdinarySolution(
            variable: problem.variable, series: result.series, report: report,
            bandStandardDeviation: result.band.standardDeviation)
    }
}

extension IntegralSolver {
    /// Solves a linear equation given by values, without formulas; `breaks` holds the ends and known singular points.
    package func solve(
        _ equation: LinearEquation, conditions: [EndCondition], breaks: [Double]
    ) throws(PDEError) -> (series: PiecewiseSeries, report: PDEReport) {
        let solved = try LinearSolver(settings: settings).solve(equation, conditions: conditions, breaks: breaks)
        let result = IntegralResult(
            solved, equation: equation, domainLength: breaks[breaks.count - 1] - breaks[0])
        return (result.series, result.report(variable: "x"))
    }
}

extension OrdinaryProblem {
    /// The ends of the domain with all known singular points between them.
    package var allBreaks: [Double] {
        let inner = Set(breaks + formulation.switches).filter { $0 > variable.lower && $0 < variable.upper }
        return [variable.lower] + inner.sorted() + [variable.upper]
    }

    /// The equation as the solver sees it, where it is linear.
    package var linearEquation: LinearEquation? {
        if case .linear(let equation) = formulation.kind { equation } else { nil }
    }
    /// The conditions as rows over u, u', ... at the ends.
    package var linearConditions: [EndCondition] { endConditions }
}
