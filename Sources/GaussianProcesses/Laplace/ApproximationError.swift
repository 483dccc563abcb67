/// Why a process with a likelihood cannot be conditioned by an approximation.
public enum ApproximationError: Error, Sendable, Equatable {
    /// Exact inference was asked for, but the likelihood is not part of a joint normal distribution.
    case exactInference(likelihood: String)
    /// The process has neither a likelihood nor a noise variance.
    case likelihoodMissing
    /// The process has both a likelihood and a noise variance.
    case noiseBesideLikelihood
    /// The observations come with noise variances, which the likelihood has no place for.
    case noiseVariances(likelihood: String)
    /// The log density has no second derivative.
    case notTwiceDifferentiable(likelihood: String)
    /// The likelihood's product with a normal density has no moments in closed form.
    case noMoments(likelihood: String)
    /// A joint density of several new observations was asked for, which has no closed form.
    case jointDensity(likelihood: String)
    /// The search for the mode did not converge; `decrement` is twice what a last step would have gained, in nats.
    case modeNotFound(iterations: Int, decrement: Double)
    /// The variational bound did not reach its maximum; `change` is the last relative change of a term.
    case boundNotConverged(iterations: Int, change: Double)
    /// The method serves another link between the functions of classes and their probabilities.
    case link
    /// Several functions were asked for one kind of observation, but the process has a likelihood or noise of its own.
    case functionWithNoise
    /// The sweeps of expectation propagation did not converge; `change` is the last relative change of a site.
    case sitesNotConverged(sweeps: Int, change: Double)
}

extension ApproximationError: CustomStringConvertible {
    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .exactInference(let likelihood):
            "Exact inference does not apply to \(likelihood); use the Laplace approximation, or give normal noise by "
                + "a noise variance instead."
        case .likelihoodMissing:
            "The process has no likelihood; give one, or a noise variance for normal noise."
        case .noiseBesideLikelihood:
            "The process has both a noise variance and a likelihood; keep the one that describes the observations."
        case .noiseVariances(let likelihood):
            "Known noise variances of rows cannot be combined with \(likelihood); leave them out."
        case .notTwiceDifferentiable(let likelihood):
            "\(likelihood) has a kink, so it has no curvature to approximate by; use a Student-t likelihood for "
                + "robust regression."
        case .noMoments(let likelihood):
            "Expectation propagation needs closed-form moments, which \(likelihood) has not; use the Laplace "
                + "approximation or the probit likelihood."
        case .jointDensity(let likelihood):
            "The joint density of new observations under \(likelihood) has no closed form; ask for their densities one "
                + "at a time."
        case .modeNotFound(let iterations, let decrement):
            "The posterior mode was not found in \(iterations) Newton steps (decrement \(decrement)); rescale the "
                + "parameters, or allow more steps."
        case .boundNotConverged(let iterations, let change):
            "The variational bound was not maximised in \(iterations) iterations (relative change \(change)); allow more, "
                + "or shorten the lengthscales."
        case .link:
            "The softmax link goes with the Laplace approximation, the robust maximum with its variational one; use the "
                + "other method."
        case .functionWithNoise:
            "A process among several must have neither a noise variance nor a likelihood of its own; leave them out."
        case .sitesNotConverged(let sweeps, let change):
            "Expectation propagation did not converge in \(sweeps) sweeps (relative change \(change)); allow more, "
                + "or shorten the lengthscales."
        }
    }
}
