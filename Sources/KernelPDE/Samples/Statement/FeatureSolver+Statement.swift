import LinearAlgebra

extension FeatureSolver: PDESolver {
    /// Solves a stated problem by the method `features`.
    ///
    /// - Throws: ``PDEError`` for conditions that depend on one another or do not determine the solution. A doubtful
    ///   solution is returned with `converged` false and the reasons among the warnings.
    public func solve(_ problem: SampledOrdinaryProblem) throws(PDEError) -> SampledOrdinarySolution {
        var clock = PhaseClock()
        let found: SampledSolution = try PDEError.translating { try solve(problem.sampled) }
        clock.mark("solve")
        let deviation = (found.band.halfWidth ?? .nan) / 1.96
        var solution = SampledOrdinarySolution(
            problem, report: found.report(problem),
            derivatives: { found.derivatives(upTo: $0, at: $1)[$0] },
            deviations: { Vector(count: $0.count, repeating: deviation) })
        solution.compare(with: problem)
        clock.mark("compare")
        solution.report.phases = clock.phases
        solution.report.seconds = clock.total
        return solution
    }
}

extension SampledSolution {
    fileprivate func report(_ problem: SampledOrdinaryProblem) -> PDEReport {
        let name = problem.variables[0].name
        var report = PDEReport(method: "features", kernel: chosen)
        report.grid = [name: problem.sampled.samples.count]
        report.residual = max(leftOutResidual, checkResidual ?? 0)
        report.frequencies = [name: frequencies.map(\.angularFrequency).filter { $0 > 0 }]
        report.iterations = candidates.filter { $0.leftOutResidual != nil }.count
        report.converged = resolution == .resolved || resolution == .approximate
        switch resolution {
        case .resolved: report.grade = .accepted
        case .approximate, .aliasingSuspected: report.grade = .approximate
        case .notResolved: report.grade = .notResolved
        }
        switch band {
        case .none: report.bandKind = .none
        case .aPosteriori: report.bandKind = .aPosteriori
        case .roundingOnly: report.bandKind = .roundingOnly
        }
        report.errorEstimate = band.halfWidth.map { $0 / 1.96 }
        report.warnings = warnings
        if case .none(let reason) = band { report.warnings.append("No band: \(reason).") }
        return report
    }
}
