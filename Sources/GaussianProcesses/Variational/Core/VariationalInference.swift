import Kernels
import Likelihoods
import LinearAlgebra

/// The variational approximation: the normal distribution of f that maximises a lower bound of the log evidence.
///
/// For every likelihood, kinks included; exact for normal noise. The evidence it reports is the bound.
///
/// - Source: Opper and Archambeau, Neural Computation 21 (2009) 786.
public struct VariationalInference: Inference, Equatable {
    /// The most steps, at n³ flops each.
    public var maximumIterations: Int
    /// The relative change of every term below which a step was the last.
    public var tolerance: Double

    /// Variational inference until no term changes by more than the tolerance.
    public init(maximumIterations: Int = 500, tolerance: Double = 1e-8) {
        precondition(maximumIterations >= 1 && tolerance > 0, "At least one step and a positive tolerance are needed.")
        self.maximumIterations = maximumIterations
        self.tolerance = tolerance
    }

    public func posterior(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> ApproximatePosterior {
        let setting = try LatentSetting(process, observations)
        let sites = try sites(in: setting)
        let function = sites.functions[0]
        return ApproximatePosterior(
            setting: setting, weights: function.weights, curvature: function.curvature, logEvidence: sites.bound,
            iterations: sites.iterations)
    }

    public func evidence(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let setting = try LatentSetting(process, observations)
        let sites = try sites(in: setting)
        let function = sites.functions[0]
        var slopes = [Double](repeating: 0, count: setting.likelihood.parameterCount)
        if !slopes.isEmpty {
            for i in 0..<observations.count {
                let marginal = NormalMarginal(mean: function.mean[i], variance: function.variances[i])
                let parts = setting.likelihood.expectedParameterSlopes(of: observations.y[i], under: marginal)
                for (index, part) in parts.enumerated() { slopes[index] += part }
            }
        }
        let gradient =
            setting.kernelPullback(
                weights: function.weights, shift: Vector(count: observations.count), precision: function.precision)
            + slopes + setting.process.mean.pullback(function.weights, at: observations.x)
        return setting.evidence(sites.bound, naturalGradient: gradient)
    }

    private func sites(in setting: LatentSetting) throws(ProcessError) -> VariationalSites {
        let (likelihood, y) = (setting.likelihood, setting.observations.y)
        return try VariationalSites(
            priors: [LatentPrior(mean: setting.mean, gram: setting.gram)], maximumIterations: maximumIterations,
            tolerance: tolerance
        ) { i, marginals in
            [likelihood.expectedExpansion(of: y[i], under: marginals[0])]
        }
    }
}

extension Inference where Self == VariationalInference {
    /// The variational approximation.
    public static var variational: VariationalInference { VariationalInference() }
}
