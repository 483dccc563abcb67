import LinearAlgebra

/// Judges the chosen candidate: held-out equations, check samples, aliasing.
struct SolutionVerdict {
    let problem: SampledProblem
    /// The fit to all equations.
    let expansion: FeatureExpansion
    /// The same features fitted without the held-out equations.
    let best: CandidateTrial
    private let aliasing: AliasingTest?
    private let spectrum: FrequencySpectrum?
    private let checkResidual: Double?

    /// Above this a residual means failure, and above the second an approximate solution.
    static let failure = 1e-2
    static let approximation = 1e-6

    init(problem: SampledProblem, expansion: FeatureExpansion, best: CandidateTrial, spectrum: FrequencySpectrum?) {
        self.problem = problem
        self.expansion = expansion
        self.best = best
        self.spectrum = spectrum
        let isOscillating = expansion.features is OscillatingFeatures
        aliasing = problem.uniformSpacing.map {
            AliasingTest(spacing: $0, spectrum: isOscillating ? spectrum : nil)
        }
        checkResidual = Self.checkResidual(problem, expansion)
    }

    func solution(candidates: [CandidateReport]) -> SampledSolution {
        let resolution = resolution
        let warnings = SampledWarnings(
            problem: problem, leftOutResidual: best.leftOutResidual, checkResidual: checkResidual,
            aliasing: aliasing)
        return SampledSolution(
            expansion: expansion, resolution: resolution, leftOutResidual: best.leftOutResidual,
            checkResidual: checkResidual, candidates: candidates, frequencies: spectrum?.tones(share: 1e-8) ?? [],
            nyquistFrequency: aliasing?.nyquistFrequency, band: band(resolution),
            warnings: warnings.sentences(resolution))
    }

    private var resolution: SampledSolution.Resolution {
        let worst = max(best.leftOutResidual, checkResidual ?? 0)
        guard worst <= Self.failure else { return .notResolved }
        // Check samples that are met clear the suspicion.
        if aliasing?.suspiciousFrequency != nil, checkResidual == nil { return .aliasingSuspected }
        return worst > Self.approximation ? .approximate : .resolved
    }

    /// |L u - f| at the check samples, relative to the larger of f there and (per point) on the grid.
    private static func checkResidual(_ problem: SampledProblem, _ expansion: FeatureExpansion) -> Double? {
        guard !problem.checks.isEmpty else { return nil }
        let points = problem.checks.map(\.point)
        let truth = Vector(problem.checks.map(\.value))
        let derivatives = expansion.features.derivatives(upTo: problem.order, at: points)
        let image = multiply(problem.rows(of: derivatives, at: points), expansion.coefficients)
        let share = (Double(points.count) / Double(problem.samples.count)).squareRoot()
        let scale = max(truth.norm, share * Vector(problem.samples.map(\.value)).norm)
        return scale > 0 ? (image - truth).norm / scale : (image - truth).norm
    }

    /// The difference between two fits, as in the integral form the difference between two degrees, estimates the error of
    /// the worse one. On 300 random problems (cosines with Student-t frequencies, tones, peaks; 30 to 140 samples) with
    /// held-out residuals below 1e-2 it held 0.98 to 1.00 of the points, typically 10 to 500 times too wide.
    private func band(_ resolution: SampledSolution.Resolution) -> SampledBand {
        switch resolution {
        case .notResolved: return .none(reason: "the samples do not resolve the solution")
        case .aliasingSuspected: return .none(reason: "frequencies near the Nyquist limit may be aliased")
        case .resolved, .approximate: break
        }
        let length = problem.upper - problem.lower
        let points = (0...200).map { problem.lower + length * Double($0) / 200 }
        let values = expansion.features.derivatives(upTo: 0, at: points)[0]
        let root = Double(points.count).squareRoot()
        let difference = multiply(values, expansion.coefficients - best.coefficients).norm / root
        let solutionSize = multiply(values, expansion.coefficients).norm / root
        let sourceSize = problem.samples.reduce(0) { max($0, abs($1.value)) }
        // What the operator does least to some wave on the domain, f's rounding is divided by.
        let softest = (1...32).map { problem.symbol(Double.pi * Double($0) / length) }.min() ?? 1
        let gain = softest > 0 ? 1 / softest : 0
        let floor = 8e-15 * max(solutionSize, sourceSize * gain)
        let halfWidth = 2.3 * difference
        return halfWidth > floor ? .aPosteriori(halfWidth: halfWidth) : .roundingOnly(halfWidth: floor)
    }
}
