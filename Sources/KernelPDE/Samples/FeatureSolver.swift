import LinearAlgebra
import Synchronization

/// Solves a linear equation whose source is known at fixed points only: the method `features`.
///
/// A list of feature sets is fitted by least squares with the conditions met exactly; the one with the least residual on
/// equations left out of the fit is fitted again to all. Candidates come in stages of rising cost, and a stage that reaches
/// `sufficientResidual` ends the search: no later one could be told from it.
///
/// 1. frequencies read off uniform samples (ESPRIT) with Legendre envelopes: sums of tones;
/// 2. Legendre polynomials: smooth functions, boundary layers;
/// 3. Fourier combs on twice the interval: bumps, chirps, kinks.
///
/// Evidence is no guide here: for exact data it is dominated by the nugget.
public struct FeatureSolver: Sendable {
    /// The tolerances with which frequencies are read.
    public var frequencyTolerances: [Double]
    /// The degrees of the polynomial candidates.
    public var legendreDegrees: [Int]
    /// The numbers of frequencies of the combs, as fractions of the number of samples.
    public var combFractions: [Double]
    /// The left-out residual at which no further candidates are tried.
    public var sufficientResidual: Double

    /// A solver with the default list of candidates.
    public init(
        frequencyTolerances: [Double] = [1e-10, 1e-6], legendreDegrees: [Int] = [12, 24, 40, 60, 90, 130],
        combFractions: [Double] = [0.25, 0.45, 0.65], sufficientResidual: Double = 1e-12
    ) {
        self.frequencyTolerances = frequencyTolerances
        self.legendreDegrees = legendreDegrees
        self.combFractions = combFractions
        self.sufficientResidual = sufficientResidual
    }

    /// The best candidate's solution and its report. A few tens of milliseconds for 400 samples.
    ///
    /// - Throws: ``SampledProblemError`` for dependent conditions or an undetermined solution, ``FactorizationError``.
    public func solve(_ problem: SampledProblem) throws -> SampledSolution {
        // Matrices of a few hundred rows: BLAS threads cost more than they bring, and candidates run side by side.
        try Parallelism.withSingleBLASThread { try search(problem) }
    }

    private func search(_ problem: SampledProblem) throws -> SampledSolution {
        try requireDetermined(problem)
        let discovery = try Discovery(problem, tolerances: frequencyTolerances)
        var trials: [CandidateTrial] = []
        var reports = discovery.skipped
        let stages = [discovery.features, legendreFeatures(problem), combFeatures(problem)]
        for (i, stage) in stages.enumerated() {
            if trials.contains(where: { $0.leftOutResidual <= sufficientResidual }) {
                reports += stages[i...].joined().map { Self.skipped($0, "an earlier candidate is exact to rounding") }
                break
            }
            let tried = try Self.trials(of: stage, problem)
            trials += tried
            reports += tried.map(\.report)
        }
        let ranked = trials.sorted { $0.leftOutNorm < $1.leftOutNorm }
        guard let best = ranked.first else {
            throw SampledProblemError.tooFewSamples(
                count: problem.samples.count, needed: SampledProblem.minimumSampleCount)
        }
        let expansion = try best.refitted(to: problem)
        return SolutionVerdict(
            problem: problem, expansion: expansion, best: best, second: ranked.dropFirst().first,
            spectrum: discovery.spectrum
        ).solution(candidates: reports)
    }

    /// Polynomials of low degree are certain to be told apart by the samples: a rank deficit means that some solution of
    /// the homogeneous equation satisfies the homogeneous conditions, a constant under Neumann conditions say.
    private func requireDetermined(_ problem: SampledProblem) throws {
        let degree = min(12, problem.samples.count - 3)
        let features = LegendreFeatures(degree: degree, lower: problem.lower, upper: problem.upper)
        let trial = try CandidateTrial(features, problem: problem)
        if trial.rank < trial.freeCount { throw SampledProblemError.notDetermined }
    }

    private func legendreFeatures(_ problem: SampledProblem) -> [any FeatureSet] {
        legendreDegrees.filter { $0 + 1 < problem.samples.count }.map {
            LegendreFeatures(degree: $0, lower: problem.lower, upper: problem.upper)
        }
    }

    private func combFeatures(_ problem: SampledProblem) -> [any FeatureSet] {
        combFractions.map {
            FourierCombFeatures(
                frequencyCount: max(1, Int($0 * Double(problem.samples.count))), operatorOrder: problem.order,
                lower: problem.lower, upper: problem.upper)
        }
    }

    /// Fits every candidate of a stage, one a core.
    private static func trials(of stage: [any FeatureSet], _ problem: SampledProblem) throws -> [CandidateTrial] {
        let results = Mutex<[Int: Result<CandidateTrial, any Error>]>([:])
        Parallelism.forEach(stage.count) { i in
            // The most expensive first, so that no core waits for it at the end.
            let index = stage.count - 1 - i
            let result = Result { try CandidateTrial(stage[index], problem: problem) }
            results.withLock { $0[index] = result }
        }
        let finished = results.withLock { $0 }
        return try stage.indices.compactMap { try finished[$0]?.get() }
    }

    static func skipped(_ features: any FeatureSet, _ reason: String) -> CandidateReport {
        CandidateReport(
            label: features.label, featureCount: features.count, leftOutResidual: nil, reasonSkipped: reason,
            rank: nil)
    }
}
