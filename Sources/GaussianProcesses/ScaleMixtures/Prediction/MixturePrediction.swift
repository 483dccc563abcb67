#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The marginal distributions of a scale mixture at m points: mixtures of Gaussians over the scale.
public struct MixturePrediction: Sendable {
    /// The m means of the function.
    public let mean: Vector
    /// The m variances of the function, without noise; infinite where the scale has no finite mean.
    public let variance: Vector
    /// The m variances of new observations.
    public let noisyVariance: Vector
    /// The m expected variances of the noise alone.
    public let noiseVariance: Vector
    /// The law of the scale.
    public let scale: ScaleNodes

    let marginals: any ScaledMarginals
    let density: any ScaleDensity
    let likelihood: any ScaleLikelihood

    /// The number of points, m.
    public var count: Int { mean.count }
    /// The square roots of `variance`.
    public var standardDeviation: Vector { variance.mapped { $0.squareRoot() } }

    init(
        marginals: any ScaledMarginals, scale: ScaleNodes, density: any ScaleDensity, likelihood: any ScaleLikelihood
    ) {
        self.marginals = marginals
        self.scale = scale
        self.density = density
        self.likelihood = likelihood
        let m = marginals.count
        var moments = [Double](repeating: 0, count: 3 * m)
        moments.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            nonisolated(unsafe) let target = base
            Parallelism.forEach(m) { i in
                let components = scale.logScales.map { marginals.component(i, atLogScale: $0) }
                let mean = zip(components, scale.logWeights).reduce(0) { $0 + $1.0.mean * exp($1.1) }
                target[i] = mean
                target[m + i] = scale.variance(components, around: mean, \.logVariance)
                target[2 * m + i] = scale.variance(components, around: mean, \.logNoisyVariance)
            }
        }
        mean = Vector(moments[..<m])
        variance = Vector(moments[m..<(2 * m)])
        noisyVariance = Vector(moments[(2 * m)...])
        noiseVariance = Vector(count: m, repeating: marginals.noiseVariance(averagedOver: scale))
    }

    /// The values of `body` at every point, on all cores.
    func mapPoints(_ body: @Sendable (Int) -> Double) -> Vector {
        let m = count
        return Vector(count: m) { target in
            nonisolated(unsafe) let target = target
            Parallelism.forEach(m) { target[$0] = body($0) }
        }
    }
}

extension ScaleNodes {
    /// The variance of a mixture: the mean of the variances and the variance of the means.
    fileprivate func variance(
        _ components: [GaussianComponent], around mean: Double, _ logVariance: KeyPath<GaussianComponent, Double>
    ) -> Double {
        let within = logSumExp(zip(components, logWeights).map { $0[keyPath: logVariance] + $1 })
        guard hasFiniteMean || within == -.infinity else { return .infinity }
        let between = zip(components, logWeights).reduce(0) { $0 + ($1.0.mean - mean) * ($1.0.mean - mean) * exp($1.1) }
        return exp(within) + between
    }
}
