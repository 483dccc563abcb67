import Kernels
import LinearAlgebra

/// GP-HM's kernel on a uniform grid, solved in closed form: a comb of oscillating components from frequency zero to a top
/// frequency, by symmetric collocation; trained by evidence (`gp-hm`) or as it starts (`collocation`).
public struct HarmonicMixtureSolver<Envelope: SpectralEnvelope>: PDESolver {
    /// The envelope of all components.
    public var envelope: Envelope
    /// The number of components Q.
    public var componentCount: Int
    /// The comb's top frequency in cycles per unit of x; nil takes 0.65 of the samples' Nyquist frequency.
    public var topFrequency: Double?
    /// The prior variance of u at the start of training; the weights share it equally.
    public var startVariance: Double
    /// The shift of the Gram matrix scaled to unit diagonal, thus relative to every observation's own variance.
    public var shift: DiagonalShift
    /// Whether the kernel's parameters maximise the evidence.
    public var isTrained: Bool

    /// A solver; a Student-t mixture needs a shift of about 1e-12, a spectral mixture 1e-10.
    public init(
        envelope: Envelope, shift: DiagonalShift, componentCount: Int = 30, topFrequency: Double? = nil,
        startVariance: Double = 1, isTrained: Bool = true
    ) {
        self.envelope = envelope
        self.shift = shift
        self.componentCount = componentCount
        self.topFrequency = topFrequency
        self.startVariance = startVariance
        self.isTrained = isTrained
    }

    /// Solves a stated problem.
    ///
    /// - Throws: ``PDEError`` for samples or conditions that do not fit the grid. A doubtful solution is returned with
    ///   `converged` false and the reasons among the warnings.
    public func solve(_ problem: SampledOrdinaryProblem) throws(PDEError) -> SampledOrdinarySolution {
        var clock = PhaseClock()
        let found = try PDEError.translating { try collocation(problem.sampled) }
        clock.mark("solve")
        let check = problem.sampled.checkResidual { points in
            (0...problem.sampled.order).map { found.mean(at: points, derivative: $0) }
        }
        clock.mark("check")
        var solution = SampledOrdinarySolution(
            problem, report: report(found, problem, check: check),
            derivatives: { found.mean(at: $1, derivative: $0) },
            deviations: { found.variance(at: $0).mapped { $0.squareRoot() } })
        solution.compare(with: problem)
        clock.mark("compare")
        solution.report.phases = clock.phases
        solution.report.seconds = clock.total
        return solution
    }

    private typealias Posterior = CollocationSolution<EnvelopeMixture<Envelope>>

    private func collocation(_ problem: SampledProblem) throws -> Posterior {
        guard let spacing = problem.uniformSpacing else { throw CollocationError.notUniform }
        let top = topFrequency ?? 0.65 * 0.5 / spacing
        var solver = LagCollocation(
            kernel: EnvelopeMixture.comb(
                envelope: envelope, count: componentCount, topFrequency: top, variance: startVariance),
            shift: shift)
        if !isTrained { solver.minimizer = nil }
        return try solver.solve(problem)
    }

    private func report(
        _ found: Posterior, _ problem: SampledOrdinaryProblem, check: Double?
    ) -> PDEReport {
        let name = problem.variables[0].name
        var report = PDEReport(
            method: isTrained ? "gp-hm" : "collocation",
            kernel: "mixture of \(componentCount) components, \(Envelope.self), relative diagonal shift "
                + "\(found.addedDiagonal)")
        report.grid = [name: problem.sampled.samples.count]
        report.frequencies = [
            name: found.kernel.activeComponents().map { 2 * Double.pi * $0.frequency.value }.filter { $0 > 0 }
        ]
        report.bandKind = .posterior
        report.logEvidence = found.logEvidence
        report.iterations = found.training?.iterations ?? 0
        report.warnings = found.warnings
        guard let check else {
            report.grade = .approximate
            report.converged = false
            report.warnings.append("Without check samples off the grid nothing tells whether the solution is right.")
            return report
        }
        report.residual = check
        report.converged = check <= 1e-2
        report.grade = check <= 1e-6 ? .accepted : check <= 1e-2 ? .approximate : .notResolved
        if check > 1e-6 {
            report.warnings.append("The equation is missed by \(check) (relative) between the grid's points.")
        }
        return report
    }
}
