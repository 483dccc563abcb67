#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// E log p(y | f) for normal f with its slopes in the mean and the variance of f: what variational inference is made of.
public struct ExpectedLogDensity: Sendable, Equatable {
    /// E log p(y | f), in nats.
    public var value: Double
    /// The derivative in the mean of f, E ∂ log p / ∂f.
    public var meanSlope: Double
    /// The derivative in the variance of f, ½ E ∂² log p / ∂f² where that exists.
    public var varianceSlope: Double

    /// A value with its two slopes.
    public init(value: Double, meanSlope: Double, varianceSlope: Double) {
        self.value = value
        self.meanSlope = meanSlope
        self.varianceSlope = varianceSlope
    }
}

extension Likelihood {
    /// By 40 Gauss-Hermite nodes, all from one pass over the expansions.
    public func expectedExpansion(of y: Double, under f: NormalMarginal) -> ExpectedLogDensity {
        var result = ExpectedLogDensity(value: 0, meanSlope: 0, varianceSlope: 0)
        for node in Expectation.gaussHermite(40).nodes(under: f) ?? [] {
            let e = expansion(of: y, at: node.f)
            result.value += node.weight * e.value
            result.meanSlope += node.weight * e.first
            result.varianceSlope += 0.5 * node.weight * e.second
        }
        return result
    }

    /// By 40 Gauss-Hermite nodes.
    public func expectedParameterSlopes(of y: Double, under f: NormalMarginal) -> [Double] {
        var result = [Double](repeating: 0, count: parameterCount)
        guard !result.isEmpty else { return result }
        for node in Expectation.gaussHermite(40).nodes(under: f) ?? [] {
            for (index, slope) in parameterSlopes(of: y, at: node.f).enumerated() {
                result[index] += node.weight * slope.value
            }
        }
        return result
    }
}

extension PoissonLikelihood {
    public func expectedExpansion(of y: Double, under f: NormalMarginal) -> ExpectedLogDensity {
        let rate = f.meanExponential
        return ExpectedLogDensity(
            value: y * f.mean - rate - logGamma(y + 1), meanSlope: y - rate, varianceSlope: -0.5 * rate)
    }
}

extension LaplaceLikelihood {
    /// In closed form, since nodes would miss the kink: with r = y - m, the slopes of E|y - f| are -erf(r/√(2v)) in m and
    /// φ(r/√v)/√v in v.
    public func expectedExpansion(of y: Double, under f: NormalMarginal) -> ExpectedLogDensity {
        let (b, r, s) = (scale.value, y - f.mean, f.standardDeviation)
        guard s > 0 else {
            let e = expansion(of: y, at: f.mean)
            return ExpectedLogDensity(value: e.value, meanSlope: e.first, varianceSlope: 0)
        }
        return ExpectedLogDensity(
            value: -meanDistance(r, s) / b - log(2 * b), meanSlope: erf(r / s * 0.5.squareRoot()) / b,
            varianceSlope: -NormalDistribution.density(r / s) / (s * b))
    }

    public func expectedParameterSlopes(of y: Double, under f: NormalMarginal) -> [Double] {
        let b = scale.value
        return [(meanDistance(y - f.mean, f.standardDeviation) / b - 1) / b]
    }

    /// E|r - s z| for standard normal z.
    private func meanDistance(_ r: Double, _ s: Double) -> Double {
        s > 0 ? 2 * s * NormalDistribution.density(r / s) + r * erf(r / s * 0.5.squareRoot()) : abs(r)
    }
}
