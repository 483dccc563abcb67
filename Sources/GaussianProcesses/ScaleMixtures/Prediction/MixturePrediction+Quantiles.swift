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

    /// The central intervals that hold a new observation with 95 % probability.
    public var noisyInterval95: (lower: Vector, upper: Vector) { (quantiles(0.025), quantiles(0.975)) }

    private func tail(_ point: Int) -> NormalMixture {
        NormalMixture(
            zip(scale.logScales, scale.logWeights).filter { $1 > -90 }.map { u, logWeight in
                let component = marginals.component(point, atLogScale: u)
                return (exp(logWeight), component.mean, exp(0.5 * component.logNoisyVariance))
            })
    }
}
