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

    private func tail(_ point: Int) -> ComponentMixture {
        ComponentMixture(
            zip(scale.logScales, scale.logWeights).filter { $1 > -90 }.map { u, logWeight in
                let component = marginals.component(point, atLogScale: u)
                return (exp(logWeight), component.mean, exp(0.5 * component.logNoisyVariance))
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
