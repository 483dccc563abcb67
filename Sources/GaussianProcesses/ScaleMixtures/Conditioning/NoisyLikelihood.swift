#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The likelihood of a scale from independent residuals z_i of variances s λ_i + d.
struct NoisyLikelihood: ScaleLikelihood {
    /// The n eigenvalues λ_i ≥ 0.
    let eigenvalues: Vector
    /// The n residuals z_i.
    let residuals: Vector
    /// The noise variance d > 0.
    let noise: Double

    /// λ_i + d / s for every i.
    func denominators(atLogScale u: Double) -> Vector {
        let offset = noise * exp(-u)
        return eigenvalues.mapped { $0 + offset }
    }

    /// 1 / (s λ_i + d) for every i.
    func precisions(atLogScale u: Double) -> Vector {
        if u < 0 {
            let scale = exp(u)
            return eigenvalues.mapped { 1 / (scale * $0 + noise) }
        }
        let (shrink, offset) = (exp(-u), noise * exp(-u))
        return eigenvalues.mapped { $0 > 0 ? shrink / ($0 + offset) : 1 / noise }
    }

    func logValue(atLogScale u: Double) -> Double {
        // Of s λ + d take the larger of s and one out.
        let (scale, offset) = u > 0 ? (1, noise * exp(-u)) : (exp(u), noise)
        let shrink = u > 0 ? exp(-u) : 1
        let common = u > 0 ? u : 0
        var total = 0.0
        for (lambda, z) in zip(eigenvalues, residuals) {
            if lambda > 0 {
                let denominator = scale * lambda + offset
                total += common + log(denominator) + z / denominator * z * shrink
            } else {
                total += log(noise) + z / noise * z
            }
        }
        return -0.5 * total
    }

    var modes: ClosedRange<Double> {
        // Below the lower end the scale is invisible next to the noise; above the upper one every term falls.
        let lower = log(noise) - log(Swift.max(eigenvalues.maximumMagnitude, .leastNormalMagnitude)) - 3
        let upper = zip(eigenvalues, residuals).reduce(lower) { highest, pair in
            guard pair.0 > 0, abs(pair.1) > noise.squareRoot() else { return highest }
            return Swift.max(highest, 2 * log(abs(pair.1)) - log(pair.0))
        }
        return lower...upper
    }

    var decay: Double { 0.5 * Double(eigenvalues.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }) }
}

/// Predictions for every scale with noise outside the mixture.
struct NoiseOutsideMarginals: ScaledMarginals {
    let mean: Vector
    let variance: Vector
    let projections: Matrix
    let likelihood: NoisyLikelihood
    let noiseVariance: Double

    var count: Int { mean.count }
    var noise: (variance: Double, isScaled: Bool) { (noiseVariance, false) }

    func component(_ point: Int, atLogScale u: Double) -> GaussianComponent {
        let n = projections.rowCount
        let offset = likelihood.noise * exp(-u)
        var (shift, explained) = (0.0, 0.0)
        projections.withUnsafePointer { p in
            let column = p + point * n
            for i in 0..<n where column[i] != 0 {
                let share = column[i] / (likelihood.eigenvalues[i] + offset)
                shift += share * likelihood.residuals[i]
                explained += share * column[i]
            }
        }
        let logVariance = u + log(Swift.max(variance[point] - explained, 0))
        return GaussianComponent(
            mean: mean[point] + shift, logVariance: logVariance,
            logNoisyVariance: logAddExp(logVariance, log(noiseVariance)))
    }
}
