#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import Likelihoods
import LinearAlgebra

/// Noise that varies with the inputs: y = f + e, with e normal of variance exp(g), and two independent processes f and g.
///
/// ```swift
/// let process = HeteroskedasticProcess(
///     process: GaussianProcess(kernel: 1.3 * SquaredExponential(), mean: .constant),
///     logNoise: GaussianProcess(kernel: 1.0 * SquaredExponential(lengthscales: 2), mean: .constant))
/// let fitted = try process.fitted(to: observations, using: .heteroskedastic)
/// ```
///
/// Known noise variances of rows, which need no second process, belong to the ``Observations`` of a ``GaussianProcess``.
///
/// - Source: Goldberg, Williams and Bishop, Advances in Neural Information Processing Systems 10 (1998) 493.
public struct HeteroskedasticProcess: Fittable, Belief {
    /// A heteroskedastic process is its own prior.
    public typealias Prior = HeteroskedasticProcess

    /// The process of the function f; without noise or likelihood.
    public var process: GaussianProcess
    /// The process of the logarithm g of the noise variance; without noise or likelihood.
    public var logNoise: GaussianProcess

    /// The model of the two processes.
    public init(process: GaussianProcess, logNoise: GaussianProcess) {
        self.process = process
        self.logNoise = logNoise
    }

    /// Visits the parameters of f by their own paths, then `logNoise.…`.
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        process.visitParameters(visit)
        logNoise.visitParameters { visit("logNoise." + $0, &$1) }
    }

    public func validate(inputDimension: Int) throws(ProcessError) {
        for part in [process, logNoise] {
            guard part.noise == nil, part.likelihood == nil else { throw .approximation(.functionWithNoise) }
            try part.validate(inputDimension: inputDimension)
        }
    }

    /// A mean of g that was not given starts at the logarithm of a tenth of the targets' variance.
    public func started(at observations: Observations) -> HeteroskedasticProcess {
        var result = self
        result.process = process.started(at: observations)
        let spread = Moments(of: observations.y).scale
        let level = 2 * log(spread) - log(10)
        if let flat = try? Observations(observations.x, Vector(count: observations.count, repeating: level)) {
            result.logNoise.mean.start(at: flat)
        }
        return result
    }

    /// Those of f; a logarithm of a variance has no units.
    public func searchUnits(at observations: Observations) -> [Double] {
        let units = process.searchUnits(at: observations)
        return units + [Double](repeating: 1, count: parameterCount - units.count)
    }
}

/// Conditioning a ``HeteroskedasticProcess``: the independent normal distributions of f and g that maximise a lower bound of
/// the log evidence.
///
/// With marginals N(μ, v) of f and N(ρ, w) of g at a point, E log p(y | f, g) = -½ (log 2π + ρ + ((y - μ)² + v) exp(w/2 - ρ))
/// is in closed form, and so is everything else.
///
/// - Source: the bound of Lázaro-Gredilla and Titsias (ICML 2011), with q(f) among the unknowns.
public struct HeteroskedasticInference: Inference, Equatable {
    /// The most steps, at 2 n³ flops each.
    public var maximumIterations: Int
    /// The relative change of every term below which a step was the last.
    public var tolerance: Double

    /// Inference until no term changes by more than the tolerance.
    public init(maximumIterations: Int = 1000, tolerance: Double = 1e-8) {
        precondition(maximumIterations >= 1 && tolerance > 0, "At least one step and a positive tolerance are needed.")
        self.maximumIterations = maximumIterations
        self.tolerance = tolerance
    }

    public func posterior(
        of prior: HeteroskedasticProcess, given observations: Observations
    ) throws(ProcessError) -> HeteroskedasticPosterior {
        let (prior, sites) = try sites(of: prior, observations)
        return HeteroskedasticPosterior(prior, observations, sites)
    }

    public func evidence(
        of prior: HeteroskedasticProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let (prior, sites) = try sites(of: prior, observations)
        let x = observations.x
        let gradient = zip([prior.process, prior.logNoise], sites.functions).flatMap { process, function in
            process.kernelPullback(
                at: x, weights: function.weights, shift: Vector(count: x.rowCount), precision: function.precision)
                + process.mean.pullback(function.weights, at: x)
        }
        return Evidence(logEvidence: sites.bound, gradient: prior.inFreeCoordinates(gradient))
    }

    private func sites(
        of prior: HeteroskedasticProcess, _ observations: Observations
    ) throws(ProcessError) -> (HeteroskedasticProcess, VariationalSites) {
        try prior.validate(inputDimension: observations.inputDimension)
        if observations.noiseVariances != nil {
            throw .approximation(.noiseVariances(likelihood: "heteroskedastic noise"))
        }
        let prior = prior.started(at: observations)
        let priors = [prior.process, prior.logNoise].map {
            LatentPrior(mean: $0.mean.values(at: observations.x), gram: $0.kernel.gram(observations.x))
        }
        let y = observations.y
        let sites = try VariationalSites(
            priors: priors, maximumIterations: maximumIterations, tolerance: tolerance
        ) { i, marginals in
            let (f, g) = (marginals[0], marginals[1])
            let precision = exp(0.5 * g.variance - g.mean)
            let residual = y[i] - f.mean
            let misfit = (residual * residual + f.variance) * precision
            let value = -0.5 * (log(2 * .pi) + g.mean + misfit)
            return [
                ExpectedLogDensity(value: value, meanSlope: residual * precision, varianceSlope: -0.5 * precision),
                ExpectedLogDensity(value: value, meanSlope: 0.5 * (misfit - 1), varianceSlope: -0.25 * misfit),
            ]
        }
        return (prior, sites)
    }
}

extension Inference where Self == HeteroskedasticInference {
    /// Variational conditioning of a heteroskedastic process.
    public static var heteroskedastic: HeteroskedasticInference { HeteroskedasticInference() }
}
