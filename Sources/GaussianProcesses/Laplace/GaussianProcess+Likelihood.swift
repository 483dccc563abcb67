#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import Likelihoods
import LinearAlgebra

extension GaussianProcess {
    /// A process observed through a likelihood: counts, classes, proportions, values with outliers.
    ///
    /// ```swift
    /// let process = GaussianProcess(kernel: SquaredExponential(), mean: .constant, likelihood: .poisson)
    /// let fitted = try process.fitted(to: Observations(x, counts), using: .laplace)
    /// let p = try fitted.posterior.predictObservations(at: t)
    /// ```
    public init(kernel: any Kernel, mean: some MeanFunction = .zero, likelihood: some Likelihood) {
        self.init(kernel: kernel, mean: mean, noise: nil)
        self.likelihood = likelihood
    }

    /// The likelihood for an approximation, where a noise variance stands for normal noise, after checking the targets.
    func observationModel(for observations: Observations) throws(ProcessError) -> any Likelihood {
        if likelihood != nil && noise != nil { throw .approximation(.noiseBesideLikelihood) }
        guard let model = likelihood ?? noise.map({ GaussianLikelihood(variance: $0.value) }) else {
            throw .approximation(.likelihoodMissing)
        }
        if observations.noiseVariances != nil { throw .approximation(.noiseVariances(likelihood: model.name)) }
        do { try model.validate(observations.y) } catch { throw .likelihood(error) }
        return model
    }

    /// The observations that mean parameters start from. Through a link the targets say nothing in the units of f: the
    /// one value of f that explains them best does.
    func latentObservations(_ observations: Observations) -> Observations {
        guard let likelihood, likelihood.support != .real,
            let value = likelihood.constantFit(to: observations.y),
            let result = try? Observations(observations.x, Vector(count: observations.count, repeating: value))
        else { return observations }
        return result
    }
}

extension Likelihood {
    /// The f that maximises Σ log p(y_i | f) - f²/200, by Newton's method; nil for targets outside the support.
    ///
    /// The last term keeps f finite where all targets are in one class, and does next to nothing otherwise.
    fileprivate func constantFit(to y: Vector) -> Double? {
        guard y.allSatisfy(support.contains) else { return nil }
        func sum(_ f: Double) -> (value: Double, first: Double, second: Double) {
            y.reduce(into: (-0.005 * f * f, -0.01 * f, -0.01)) { partial, y in
                let e = expansion(of: y, at: f)
                partial = (partial.0 + e.value, partial.1 + e.first, partial.2 + e.second)
            }
        }
        var (f, current) = (0.0, sum(0))
        for _ in 0..<100 {
            // Where the sum is not concave, a step of unit length uphill.
            var step = current.second < 0 ? -current.first / current.second : (current.first > 0 ? 1 : -1)
            var next = sum(f + step)
            while !(next.value >= current.value), abs(step) > 1e-9 {
                step *= 0.5
                next = sum(f + step)
            }
            guard next.value.isFinite, abs(step) > 1e-9 else { break }
            (f, current) = (f + step, next)
        }
        return f
    }
}
