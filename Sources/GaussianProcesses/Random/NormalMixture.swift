#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// A finite mixture of normal distributions on the line.
struct NormalMixture {
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

    func density(_ y: Double) -> Double {
        components.reduce(0) { total, component in
            guard component.deviation > 0 else { return total }
            return total + component.weight * NormalDistribution.density(score(y, component)) / component.deviation
        }
    }

    /// The continuous ranked probability score of a value y, in its units (Grimit et al., 2006).
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
