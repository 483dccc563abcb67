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
        var evidence = start
        var report: OptimizationReport?
        if let minimizer {
            var objective = EvidenceObjective(observations: observations, mixture: mixture, shift: shift)
            let training = try minimizer.minimize(
                &objective, from: mixture.parameters, bounds: bounds())
            evidence = try CollocationEvidence(
                observations, mixture: mixture.with(parameters: training.point), shift: shift)
            report = training
        }
        let nyquist = Double.pi / (observations.lags.count > 1 ? observations.lags[1] : 1)
        return CollocationSolution(
            evidence: evidence, initialLogEvidence: initial, training: report, origin: problem.samples[0].point,
            warnings: warnings(report, nyquist: nyquist))
    }

    /// Weights and decays within e^40 and e^10 of one, frequencies up to twice the comb's top.
    private func bounds() throws -> Bounds {
        let count = mixture.components.count
        let top = 2 * max(mixture.components.map(\.frequency).max() ?? 0, 1e-3)
        return try Bounds(
            lower: [Double](repeating: -40, count: count) + [Double](repeating: -10, count: count)
                + [Double](repeating: 0, count: count),
            upper: [Double](repeating: 40, count: count) + [Double](repeating: 10, count: count)
                + [Double](repeating: top, count: count))
    }

    private func warnings(_ report: OptimizationReport?, nyquist: Double) -> [String] {
        var list = [
            "Equally spaced samples cannot show angular frequencies above the Nyquist limit \(nyquist)."
        ]
        if let report, !report.isConverged { list.append("The evidence is not at its maximum: \(report.status)") }
        return list
    }
}
