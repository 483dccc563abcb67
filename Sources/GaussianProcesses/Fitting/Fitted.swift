import LinearAlgebra
import Optimization

/// A process with fitted parameters, conditioned on the observations it was fitted to.
public struct Fitted<Conditioned: Belief>: Sendable {
    /// The prior with its fitted parameters.
    public let process: Conditioned.Prior
    /// The process given the observations.
    public let posterior: Conditioned
    /// How the fit went.
    public let report: FitReport
}

extension Fittable {
    /// Called after every iteration of a fit; `false` ends it with the best parameters so far.
    public typealias ProgressHandler = (FitProgress) -> Bool

    /// The process with the parameters that maximise the evidence times the priors' densities, given the observations.
    ///
    /// Only trainable parameters move, within their bounds (see ``FitOptions`` for the search, `Parameter/bounds` for
    /// limits; without bounds a positive parameter may move by a factor of a million from its start). Mean parameters
    /// are maximised jointly with the kernel's. The result holds the best finite point even when the search did not
    /// converge or was cancelled, by `progress` or by the surrounding task; its report says so.
    ///
    /// - Complexity: n³ flops an evaluation with exact inference.
    /// - Throws: ``ProcessError`` when the evidence is not finite at any start, and ``FitError`` for bounds outside a
    ///   parameter's domain.
    public func fitted<Method: Inference>(
        to observations: Observations, using method: Method, options: FitOptions = FitOptions(),
        progress: ProgressHandler? = nil
    ) throws -> Fitted<Method.Conditioned> where Method.Conditioned.Prior == Self {
        let clock = ContinuousClock()
        let began = clock.now
        try validate(inputDimension: observations.inputDimension)
        let start = started(at: observations)
        let coordinates = try FreeCoordinates(of: start, at: observations)
        var objective = NegativeLogPosterior(of: start, at: observations, by: method, coordinates: coordinates)
        let searches = try search(&objective, coordinates, options, progress)

        guard let best = objective.best else {
            throw objective.firstFailure ?? ProcessError.evidenceNotFinite
        }
        let posterior = try method.posterior(of: best.process, given: observations)
        let bestSearch = searches.indices.min { searches[$0].value < searches[$1].value } ?? 0
        let winner = searches[bestSearch]
        let report = FitReport(
            logEvidence: best.evidence.logEvidence, logPosterior: best.logPosterior,
            evidenceGradient: best.evidence.gradient, status: winner.status,
            gradientNorm: winner.projectedGradientNorm,
            boundsHit: winner.boundsHit.map { coordinates.coordinates[$0].path },
            addedDiagonal: best.evidence.addedDiagonal, searches: searches.map(FitReport.Search.init),
            bestSearch: bestSearch, trace: winner.trace.map { -$0 }, seconds: (clock.now - began) / .seconds(1))
        return Fitted(process: best.process, posterior: posterior, report: report)
    }

    /// The searches from the present parameters and from random starts, until one is cancelled.
    private func search(
        _ objective: inout some Objective, _ coordinates: FreeCoordinates, _ options: FitOptions,
        _ progress: ProgressHandler?
    ) throws -> [OptimizationReport] {
        var generator = SeededGenerator(seed: options.seed)
        let minimizer = BoundedLBFGS(stopping: options.stopping)
        var reports: [OptimizationReport] = []
        for restart in 0...options.restartCount {
            let point = restart == 0 ? coordinates.start : coordinates.randomStart(using: &generator)
            let report = try minimizer.minimize(&objective, from: point, bounds: coordinates.bounds) { step in
                progress?(FitProgress(restart: restart, step)) ?? true
            }
            reports.append(report)
            if report.status == .cancelled { break }
        }
        return reports
    }
}

extension GaussianProcess {
    /// The process fitted by exact inference.
    ///
    /// - Throws: ``ProcessError`` and ``FitError``; see the general form.
    public func fitted(
        to observations: Observations, shift: DiagonalShift = .none, options: FitOptions = FitOptions(),
        progress: Self.ProgressHandler? = nil
    ) throws -> Fitted<Posterior> {
        try fitted(to: observations, using: ExactInference(shift: shift), options: options, progress: progress)
    }
}

extension FitProgress {
    init(restart: Int, _ step: OptimizationProgress) {
        self.init(
            restart: restart, iteration: step.iteration, evaluations: step.evaluations, logPosterior: -step.value,
            gradientNorm: step.projectedGradientNorm)
    }
}

extension FitReport.Search {
    init(_ report: OptimizationReport) {
        self.init(
            status: report.status, logPosterior: report.value.isFinite ? -report.value : -.infinity,
            iterations: report.iterations, evaluations: report.evaluations,
            nonFiniteEvaluations: report.nonFiniteEvaluations)
    }
}
