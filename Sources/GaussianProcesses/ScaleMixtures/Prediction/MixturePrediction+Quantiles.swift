#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

extension MixturePrediction {
    /// P(Y_i ≤ y_i) for new observations, noise included: also the probability integral transform of observed values.
    public func cumulative(_ y: Vector) -> Vector {
        precondition(y.count == count, "There are \(count) predictions and \(y.count) values.")
        return mapPoints { i in tail(i).probability(y[i], above: false) }
    }

    /// The values below which new observations fall with probability p, 0 < p < 1.
    ///
    /// The root of the cumulative distribution on the nodes, to rounding. It lies between the quantiles of the
    /// components; Newton's method on the logarithm of the nearer tail's probability converges from there, halving the
    /// bracket where a step would leave it.
    public func quantiles(_ p: Double) -> Vector {
        precondition(p > 0 && p < 1, "A quantile has a probability between zero and one.")
        return mapPoints { i in tail(i).quantile(p) }
    }

    /// The values below which the function lies with probability p, 0 < p < 1, noise left out.
    public func functionQuantiles(_ p: Double) -> Vector {
        precondition(p > 0 && p < 1, "A quantile has a probability between zero and one.")
        return mapPoints { i in tail(i, \.logVariance).quantile(p) }
    }

    /// The central intervals that hold the function with 95 % probability.
    public var interval95: (lower: Vector, upper: Vector) { (functionQuantiles(0.025), functionQuantiles(0.975)) }

    /// The continuous ranked probability scores of new observations one at a time, noise included, in their units.
    ///
    /// For weights w_i, means μ_i and variances v_i it is Σ_i w_i A(y - μ_i, v_i) - ½ Σ_ij w_i w_j A(μ_i - μ_j, v_i + v_j)
    /// with A(m, s²) = 2 s φ(m/s) + m (2 Φ(m/s) - 1) (Grimit et al., Quarterly Journal of the Royal Meteorological Society
    /// 132 (2006) 2925). The square of the number of nodes a point.
    public func rankedScores(of y: Vector) -> Vector {
        precondition(y.count == count, "There are \(count) predictions and \(y.count) values.")
        return mapPoints { i in tail(i).rankedScore(y[i]) }
    }

    /// The central intervals that hold a new observation with 95 % probability.
    public var noisyInterval95: (lower: Vector, upper: Vector) { (quantiles(0.025), quantiles(0.975)) }

    private func tail(
        _ point: Int, _ logVariance: KeyPath<GaussianComponent, Double> & Sendable = \.logNoisyVariance
    ) -> NormalMixture {
        NormalMixture(
            zip(scale.logScales, scale.logWeights).filter { $1 > -90 }.map { u, logWeight in
                let component = marginals.component(point, atLogScale: u)
                return (exp(logWeight), component.mean, exp(0.5 * component[keyPath: logVariance]))
            })
    }
}
