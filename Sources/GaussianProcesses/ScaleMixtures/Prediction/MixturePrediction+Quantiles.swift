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
    ) -> ComponentMixture {
        ComponentMixture(
            zip(scale.logScales, scale.logWeights).filter { $1 > -90 }.map { u, logWeight in
                let component = marginals.component(point, atLogScale: u)
                return (exp(logWeight), component.mean, exp(0.5 * component[keyPath: logVariance]))
            })
    }
}

/// A finite mixture of normal distributions on the line.
private struct ComponentMixture {
    typealias Component = (weight: Double, mean: Double, deviation: Double)
    let components: [Component]

    init(_ components: [Component]) { self.components = components }

    /// P(Y ≤ y), or P(Y > y), each with relative accuracy.
    func probability(_ y: Double, above: Bool) -> Double {
        components.reduce(0) { total, component in
            total + component.weight * NormalDistribution.cumulative(score(y, component) * (above ? -1 : 1))
        }
    }

    private func score(_ y: Double, _ component: Component) -> Double {
        // A component without variance is a step at its mean, with one half there.
        let deviation = y - component.mean
        return deviation == 0 ? 0 : deviation / component.deviation
    }

    private func density(_ y: Double) -> Double {
        components.reduce(0) { total, component in
            guard component.deviation > 0 else { return total }
            return total + component.weight * NormalDistribution.density(score(y, component)) / component.deviation
        }
    }

    func rankedScore(_ y: Double) -> Double {
        let kept = components.filter { $0.weight > 1e-9 }
        func distance(_ m: Double, _ s: Double) -> Double {
            s > 0 ? 2 * s * NormalDistribution.density(m / s) + m * erf(m / s * 0.5.squareRoot()) : abs(m)
        }
        var (miss, spread) = (0.0, 0.0)
        for (index, a) in kept.enumerated() {
            miss += a.weight * distance(y - a.mean, a.deviation)
            spread += 0.5 * a.weight * a.weight * distance(0, a.deviation * 2.0.squareRoot())
            for b in kept[..<index] {
                let deviation = (a.deviation * a.deviation + b.deviation * b.deviation).squareRoot()
                spread += a.weight * b.weight * distance(a.mean - b.mean, deviation)
            }
        }
        return miss - spread
    }

    func quantile(_ p: Double) -> Double {
        let above = p > 0.5
        let share = above ? 1 - p : p
        let z = NormalDistribution.quantile(p)
        // Components of no weight next to the tail's probability would only widen the bracket.
        let ends = components.filter { $0.weight > 1e-18 * share }.map { $0.mean + $0.deviation * z }
        guard var lower = ends.min(), var upper = ends.max() else { return .nan }
        var y = 0.5 * (lower + upper)
        for _ in 0..<200 where lower < upper {
            let probability = probability(y, above: above)
            let excess = log(probability / share) * (above ? -1 : 1)
            if excess == 0 { return y }
            if excess > 0 { upper = y } else { lower = y }
            let newton = y - excess * probability / density(y)
            let next = newton > lower && newton < upper ? newton : lower + 0.5 * (upper - lower)
            if abs(next - y) <= 2 * y.ulp || next == lower || next == upper { return next }
            y = next
        }
        return y
    }
}
