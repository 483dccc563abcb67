import Kernels
import LinearAlgebra
import Optimization

/// Symmetric collocation of a linear equation on a uniform grid, with a kernel whose parameters may maximise the evidence.
///
/// A linear equation observed through a Gaussian process is linear-Gaussian: with the equation at every grid point and the
/// conditions as observations, mean, variance and evidence follow from one factor, and no optimiser moves u. What is left
/// to optimise, the kernel's parameters, takes the analytic gradient by lags.
///
/// Evidence and error do not fall together: near the noise-free limit the shift dominates the evidence. Training ends when
/// the evidence no longer rises, never at a chosen test error.
public struct LagCollocation<Covariance: LagKernel>: Sendable {
    /// The kernel to start from.
    public var kernel: Covariance
    /// The shift of the Gram matrix scaled to unit diagonal, thus relative to every observation's own variance.
    public var shift: DiagonalShift
    /// How the evidence is maximised; nil keeps the kernel as it is.
    public var minimizer: BoundedLBFGS?

    /// Collocation with the given kernel, trained unless `minimizer` is nil.
    public init(
        kernel: Covariance, shift: DiagonalShift, minimizer: BoundedLBFGS? = Self.plateauMinimizer
    ) {
        self.kernel = kernel
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
    ///   Gram matrix has no factor at the start.
    public func solve(_ problem: SampledProblem) throws -> CollocationSolution<Covariance> {
        guard problem.order <= kernel.smoothness else {
            throw CollocationError.notSmoothEnough(operatorOrder: problem.order, smoothness: kernel.smoothness)
        }
        let observations = try GridObservations(problem)
        let start = try CollocationEvidence(observations, kernel: kernel, shift: shift)
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
    ) throws -> (evidence: CollocationEvidence<Covariance>, report: OptimizationReport) {
        var objective = EvidenceObjective(
            observations: observations, kernel: kernel, shift: shift,
            realUnit: Self.frequencyUnit / observations.lags[observations.lags.count - 1])
        let report = try minimizer.minimize(&objective, from: objective.start, bounds: objective.bounds())
        let best = try objective.kernel(at: report.point)
        return (try CollocationEvidence(observations, kernel: best, shift: shift), report)
    }

    /// A unit step of a frequency's coordinate, in cycles over the whole grid.
    ///
    /// A frequency moves the evidence on the scale of the resolution cell of one cycle, and steps of a twentieth of it let the
    /// search follow. With a unit of one cycle per unit of x the evidence reached is lower by hundreds to thousands on the
    /// sinusoidal suite.
    private static var frequencyUnit: Double { 0.05 }

    private func warnings(_ report: OptimizationReport?, nyquist: Double?) -> [String] {
        var list =
            nyquist.map {
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
