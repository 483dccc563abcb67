import LinearAlgebra
import Optimization

#if canImport(Glibc)
    import Glibc
#endif

/// Symmetric collocation with an oscillating mixture whose parameters maximise the evidence: the methods `collocation`
/// (kernel as given) and `gp-hm` (trained), the closed form of GP-HM's model.
///
/// A linear equation observed through a Gaussian process is linear-Gaussian: with the equation at every grid point and the
/// conditions as observations, mean, variance and evidence follow from one factor, and no optimiser moves u. What is left
/// to optimise, the 3 Q parameters of the kernel, takes the analytic gradient by lags.
///
/// Evidence and error do not fall together: near the noise-free limit the shift dominates the evidence. Training ends when
/// the evidence no longer rises, never at a chosen test error.
public struct MixtureCollocation: Sendable {
    /// The kernel to start from.
    public var mixture: OscillatingMixture
    /// The shift of the Gram matrix scaled to unit diagonal.
    public var shift: DiagonalShift
    /// How the evidence is maximised; nil keeps the kernel as it is.
    public var minimizer: BoundedLBFGS?

    /// Collocation with a given kernel.
    ///
    /// - Parameters:
    ///   - shift: relative to every observation's own variance. A spectral mixture of 30 components on 400 points is
    ///     numerically singular and needs about 1e-10, a Student-t mixture 1e-12 or nothing.
    public init(
        mixture: OscillatingMixture, shift: DiagonalShift, minimizer: BoundedLBFGS? = Self.plateauMinimizer
    ) {
        self.mixture = mixture
        self.shift = shift
        self.minimizer = minimizer
    }

    /// Ends when an iteration raises the evidence by less than a ten-millionth.
    public static var plateauMinimizer: BoundedLBFGS {
        BoundedLBFGS(
            memory: 10,
            stopping: StoppingRules(gradientTolerance: 1e-3, decreaseTolerance: 1e-7, maximumEvaluations: 400))
    }

    /// The posterior of a problem with equally spaced samples from end to end.
    ///
    /// - Throws: ``CollocationError`` when the samples, conditions or kernel do not fit; ``FactorizationError`` when the
    ///   untrained Gram matrix has no factor and nothing is trained.
    public func solve(_ problem: SampledProblem) throws -> CollocationSolution {
        let largest = mixture.envelope.maximumOrder / 2
        guard problem.order <= largest else {
            throw CollocationError.notSmoothEnough(
                kernel: mixture.envelope.label, operatorOrder: problem.order, largestOrder: largest)
        }
        let observations = try GridObservations(problem)
        let start = try CollocationEvidence(observations, mixture: mixture, shift: shift)
        let initial = -start.negativeLogEvidence
        guard initial.isFinite else { throw CollocationError.unusableStart }
        let trained = try minimizer.map { try train(observations, by: $0) }
        return CollocationSolution(
            evidence: trained?.evidence ?? start, initialLogEvidence: initial, training: trained?.report,
            origin: problem.samples[0].point,
            warnings: warnings(
                trained?.report, nyquist: problem.checks.isEmpty ? Double.pi / observations.lags[1] : nil))
    }

    private func train(
        _ observations: GridObservations, by minimizer: BoundedLBFGS
    ) throws -> (evidence: CollocationEvidence, report: OptimizationReport) {
        var objective = EvidenceObjective(
            observations: observations, mixture: mixture, shift: shift,
            frequencyUnit: Self.frequencyUnit / observations.lags[observations.lags.count - 1])
        var report = try minimizer.minimize(
            &objective, from: objective.coordinates(mixture.parameters),
            bounds: Bounds(
                lower: objective.coordinates(limits.map(\.lowerBound)),
                upper: objective.coordinates(limits.map(\.upperBound))))
        report.point = objective.parameters(report.point)
        let best = mixture.with(parameters: report.point)
        return (try CollocationEvidence(observations, mixture: best, shift: shift), report)
    }

    /// A unit step of a frequency's coordinate, in cycles over the whole grid.
    ///
    /// Weights and decays enter by their logarithms; a frequency moves the evidence on the scale of the resolution cell of
    /// one cycle, and steps of a tenth of it let the search follow. With a unit of one cycle per unit of x the evidence
    /// reached is lower by hundreds to thousands on the sinusoidal suite.
    private static let frequencyUnit = 0.1

    /// No weight above the starting kernel's whole variance, none below e^-40; decays within e^10 of one; frequencies up to
    /// twice the comb's top.
    ///
    /// The upper limit matters: the shift of a condition's row is relative to k(0), so one large weight at frequency zero
    /// would buy evidence by declaring the conditions noisy (on mixed sines: evidence up by 200, error 1e-4).
    private var limits: [ClosedRange<Double>] {
        let components = mixture.components
        let total = log(components.reduce(0) { $0 + $1.weight })
        let top = 2 * (components.map(\.frequency).max() ?? 0)
        return components.map { _ in total - 40...total }
            + components.map { log($0.decay) - 10...log($0.decay) + 10 }
            + components.map { _ in 0...top }
    }

    private func warnings(_ report: OptimizationReport?, nyquist: Double?) -> [String] {
        var list = nyquist.map {
            ["Equally spaced samples cannot show angular frequencies above the Nyquist limit \($0)."]
        } ?? []
        switch report?.status {
        case nil, .convergedByGradient, .convergedByDecrease: break
        case .lineSearchFailed:
            list.append("Training ended where the rounding of the evidence hides any further rise.")
        case .some(let status):
            list.append("The evidence is not at its maximum: \(status)")
        }
        return list
    }
}
