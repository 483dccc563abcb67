import Kernels
import LinearAlgebra

/// Conditioning a scale mixture: exact for every scale, with the scale integrated out by quadrature.
///
/// The gradient of log p(y) = log ∫ p(y | s, θ) p(s | η) ds is the posterior expectation over s of the gradient of
/// log p(y | s, θ) p(s | η) (Fisher's identity), so it costs no more integrals than the value.
public struct ScaleMixtureInference: Inference, Equatable {
    /// What is added to the diagonal of the covariance at scale one; with noise outside the mixture it is part of the
    /// noise. The result reports it.
    public var shift: DiagonalShift

    /// Inference with the given diagonal shift.
    public init(shift: DiagonalShift = .none) { self.shift = shift }

    public func posterior(
        of mixture: ScaleMixture, given observations: Observations
    ) throws(ProcessError) -> ScaleMixturePosterior {
        let mixture = mixture.started(at: observations)
        let conditioned: any ConditionedOnScale =
            if mixture.treatsNoiseAsInside(observations, shift) {
                try CommonScale(mixture.process, observations, shift)
            } else {
                try NoiseOutside(mixture.process, observations, shift)
            }
        return try ScaleMixturePosterior(mixture, observations, conditioned)
    }

    public func evidence(
        of mixture: ScaleMixture, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let mixture = mixture.started(at: observations)
        guard mixture.treatsNoiseAsInside(observations, shift) else {
            return try NoiseOutside(mixture.process, observations, shift)
                .evidence(of: mixture, observations, shift)
        }
        return try evidenceWithNoiseInside(mixture, observations)
    }

    // With A = K + N, r = y - m, α = A⁻¹ r and Q = r^T α,
    //     log p(y | s) = -½ (Q / s + n log s + log det A + n log 2π),
    // so with τ = E[1/s | y] the adjoint of A is ½ (τ α α^T - A⁻¹) and that of the mean τ α: the Gaussian process' own
    // gradient with weights √τ α.
    private func evidenceWithNoiseInside(
        _ mixture: ScaleMixture, _ observations: Observations
    ) throws(ProcessError) -> Evidence {
        let exact = ExactInference(shift: shift)
        let process = mixture.process
        let factor = try exact.factorize(process, observations)
        let whitened = factor.solveLower(observations.y - process.mean.values(at: observations.x))
        let form = ScaledQuadraticForm(whitened: whitened)
        let nodes = try mixture.nodes(under: form)
        let integral = mixture.scale.closedLogEvidence(under: form) ?? nodes.logEvidence
        let logEvidence = integral + gaussianLogDensity(0, factor.logDeterminant, observations.count)

        let weights = factor.solveLowerTransposed(whitened)
        // Without residuals α vanishes, and so does τ α, whatever τ is.
        let logPrecision = form.logQuadraticForm > -.infinity ? nodes.logMoment(-1) : 0
        let addedDiagonal = factor.addedDiagonal
        let gradient = exact.gradient(
            of: process, at: observations, factor: consume factor, weights: weights.scaled(byExp: 0.5 * logPrecision),
            meanWeights: weights.scaled(byExp: logPrecision))
        return Evidence(
            logEvidence: logEvidence, gradient: gradient + mixture.scaleGradient(nodes), addedDiagonal: addedDiagonal)
    }
}

extension ScaleMixture {
    /// Whether noise scales with the function; where there is none at all, the two placements agree.
    func treatsNoiseAsInside(_ observations: Observations, _ shift: DiagonalShift) -> Bool {
        noisePlacement == .inside
            || shift == .none && process.noiseVariance == 0
                && observations.noiseVariances?.allSatisfy { $0 == 0 } ?? true
    }

    /// The law of the scale given its likelihood.
    func nodes(under likelihood: some ScaleLikelihood) throws(ProcessError) -> ScaleNodes {
        do { return try scale.nodes(under: likelihood) } catch { throw .scaleMixture(error) }
    }

    /// The gradient of the log evidence in the free coordinates of the mixing density.
    func scaleGradient(_ nodes: ScaleNodes) -> [Double] {
        var total = [Double](repeating: 0, count: scale.parameterCount)
        for (u, weight) in zip(nodes.logScales, nodes.weights) where weight > 0 {
            for (p, slope) in scale.parameterSlopes(atLogScale: u).enumerated() { total[p] += weight * slope }
        }
        return scale.inFreeCoordinates(total)
    }
}
