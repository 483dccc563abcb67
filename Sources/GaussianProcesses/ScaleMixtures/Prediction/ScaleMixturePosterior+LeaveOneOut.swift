#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

extension ScaleMixturePosterior {
    // What is left when observation i is taken out
    //
    // Noise inside. With A = K + N, α = A⁻¹ r and d_i = (A⁻¹)_ii, the other observations predict y_i - α_i / d_i with
    // variance s / d_i, and their quadratic form is Q - α_i² / d_i. So with I(n, Q) = log ∫ s^(-n/2) e^(-Q/(2s)) p(s) ds
    //     log p(y_i | others) = I(n, Q) - I(n - 1, Q - α_i²/d_i) - ½ log (2π / d_i):
    // a Student-t density for an inverse gamma p(s), a quadrature an observation otherwise.
    //
    // Noise outside. The same holds for each scale, with A(s) = s K + N, and p(s | others) ∝ p(s | y) / p(y_i | others, s), so
    // expectations under it are weighted sums over the nodes of p(s | y): no further quadrature.
    //
    /// Leave-one-out predictions at unchanged parameters, without refitting.
    ///
    /// - Complexity: 2n³/3 flops with noise inside the mixture, and a one-dimensional integral an observation unless the
    ///   density is inverse gamma; O(n²) a node with noise outside.
    /// - Throws: ``ProcessError`` when the other observations do not determine the scale.
    public func leaveOneOut() throws(ProcessError) -> LeaveOneOut {
        if let common = conditioned as? CommonScale { return try leaveOneOut(common) }
        guard let outside = conditioned as? NoiseOutside else { throw .evidenceNotFinite }
        return leaveOneOut(outside)
    }

    private func leaveOneOut(_ common: CommonScale) throws(ProcessError) -> LeaveOneOut {
        let n = observations.count
        let weights = common.posterior.weights
        let diagonal = common.posterior.factor.inverseLowerTriangle().diagonal
        let form = common.likelihood
        let whole = logEvidence - common.logConstant
        var (means, variances, logDensities) = (Vector(count: n), Vector(count: n), Vector(count: n))
        for i in 0..<n {
            let unit = 1 / diagonal[i]
            let deviation = weights[i] * unit
            let logShare = 2 * log(abs(weights[i])) - log(diagonal[i])
            let others = form.removing(logSquare: logShare)
            let law = try nodesOrClosedForm(others)
            means[i] = observations.y[i] - deviation
            variances[i] = unit * law.mean
            logDensities[i] = whole - law.logEvidence + gaussianLogDensity(0, log(unit), 1)
        }
        return LeaveOneOut(mean: means, noisyVariance: variances, logDensities: logDensities)
    }

    /// The logarithm of the integral over the scale and the mean of the scale.
    private func nodesOrClosedForm(
        _ form: ScaledQuadraticForm
    ) throws(ProcessError) -> (logEvidence: Double, mean: Double) {
        if let density = mixture.scale as? InverseGammaScale, let value = density.closedLogEvidence(under: form) {
            let updated = density.updated(by: form)
            let excess = updated.shape.value - 1
            return (value, excess > 0 ? updated.rate.value / excess : .infinity)
        }
        let nodes = try mixture.nodes(under: form)
        return (nodes.logEvidence, nodes.mean)
    }

    private func leaveOneOut(_ outside: NoiseOutside) -> LeaveOneOut {
        let n = observations.count
        let squares = outside.directions.mapped { $0 * $0 }
        // For each observation the logarithms of the weights of p(s | others), and its predictions there.
        var logWeights = [[Double]](repeating: [], count: n)
        var components = [[GaussianComponent]](repeating: [], count: n)
        for (u, logWeight) in zip(scale.logScales, scale.logWeights) where logWeight > -700 {
            let precision = outside.likelihood.precisions(atLogScale: u)
            let weights = outside.directions * entrywiseProduct(precision, outside.likelihood.residuals)
            let diagonal = squares * precision
            for i in 0..<n {
                let variance = 1 / diagonal[i]
                let component = GaussianComponent(
                    mean: observations.y[i] - weights[i] * variance, logVariance: log(variance),
                    logNoisyVariance: log(variance))
                logWeights[i].append(logWeight - component.logDensity(of: observations.y[i]))
                components[i].append(component)
            }
        }
        var (means, variances, logDensities) = (Vector(count: n), Vector(count: n), Vector(count: n))
        for i in 0..<n {
            let total = logSumExp(logWeights[i])
            let law = zip(components[i], logWeights[i].map { exp($0 - total) })
            let mean = law.reduce(0) { $0 + $1.1 * $1.0.mean }
            means[i] = mean
            variances[i] = law.reduce(0) {
                $0 + $1.1 * (exp($1.0.logVariance) + ($1.0.mean - mean) * ($1.0.mean - mean))
            }
            logDensities[i] = -total
        }
        return LeaveOneOut(mean: means, noisyVariance: variances, logDensities: logDensities)
    }
}

extension ScaledQuadraticForm {
    /// The likelihood of these values without one, whose squared residual over its conditional variance has the given
    /// logarithm.
    func removing(logSquare: Double) -> ScaledQuadraticForm {
        let share = exp(logSquare - logQuadraticForm)
        let rest = count > 1 && share < 1 ? logQuadraticForm + log1p(-share) : -.infinity
        return ScaledQuadraticForm(count: count - 1, logQuadraticForm: rest)
    }
}
