#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// Marginal distributions at m points that are mixtures of C normal distributions, one for each setting of parameters.
public struct NormalMixturePrediction: Sendable, Equatable {
    /// The C weights; they add up to one.
    public let weights: Vector
    /// The means of the components, m-by-C.
    public let componentMeans: Matrix
    /// The variances of the function in the components, m-by-C.
    public let componentVariances: Matrix
    /// The C noise variances of a new observation.
    public let noiseVariances: Vector
    /// The m means.
    public let mean: Vector
    /// The m variances of the function: the mean of the components' variances plus the variance of their means.
    public let variance: Vector
    /// The m variances of new observations.
    public let noisyVariance: Vector

    /// The number of points, m.
    public var count: Int { mean.count }
    /// The number of components, C.
    public var componentCount: Int { weights.count }
    /// The square roots of `variance`.
    public var standardDeviation: Vector { variance.mapped { $0.squareRoot() } }

    /// The mixture of predictions at the same points, with weights proportional to the given ones.
    public init(_ components: [Prediction], weights: Vector) {
        precondition(components.count == weights.count && !components.isEmpty, "There is one weight a component.")
        let total = weights.sum
        let m = components[0].count
        let shares = weights.mapped { $0 / total }
        let means = Matrix(rowCount: m, columnCount: components.count) { components[$1].mean[$0] }
        let variances = Matrix(rowCount: m, columnCount: components.count) { components[$1].variance[$0] }
        self.weights = shares
        componentMeans = means
        componentVariances = variances
        noiseVariances = Vector(components.map(\.noiseVariance))
        let mean = means * shares
        let spread = Matrix(rowCount: m, columnCount: components.count) { i, c in
            let deviation = means[i, c] - mean[i]
            return variances[i, c] + deviation * deviation
        }
        let variance = spread * shares
        let noise = dot(noiseVariances, shares)
        self.mean = mean
        self.variance = variance
        noisyVariance = variance.mapped { $0 + noise }
    }

    /// log p(y_i) of new observations one at a time, noise included, in nats.
    public func logDensities(of y: Vector) -> Vector {
        precondition(y.count == count, "There are \(count) predictions and \(y.count) values.")
        return Vector(
            (0..<count).map { i in
                let terms = (0..<componentCount).map { c in
                    let deviation = y[i] - componentMeans[i, c]
                    let v = componentVariances[i, c] + noiseVariances[c]
                    return log(weights[c]) + gaussianLogDensity(deviation * deviation / v, log(v), 1)
                }
                return logSumExp(terms)
            })
    }

    /// P(Y_i ≤ y_i) for new observations, noise included: also the probability integral transform of observed values.
    public func cumulative(_ y: Vector) -> Vector {
        precondition(y.count == count, "There are \(count) predictions and \(y.count) values.")
        return Vector((0..<count).map { mixture($0).probability(y[$0], above: false) })
    }

    /// The values below which new observations fall with probability p, 0 < p < 1, to rounding.
    public func quantiles(_ p: Double) -> Vector {
        precondition(p > 0 && p < 1, "A quantile has a probability between zero and one.")
        return Vector((0..<count).map { mixture($0).quantile(p) })
    }

    /// The central intervals that hold a new observation with 95 % probability.
    public var noisyInterval95: (lower: Vector, upper: Vector) { (quantiles(0.025), quantiles(0.975)) }

    /// The continuous ranked probability scores of values, in the units of the outputs; O(C²) a point.
    ///
    /// With A(u, s) = E|N(u, s²)|: Σ w_c A(y - μ_c, s_c) - ½ Σ w_b w_c A(μ_b - μ_c, √(s_b² + s_c²)).
    ///
    /// - Source: Grimit, Gneiting, Berrocal and Johnson, Q. J. R. Meteorol. Soc. 132 (2006) 2925, eq. 5.
    public func rankedProbabilityScores(of y: Vector) -> Vector {
        precondition(y.count == count, "There are \(count) predictions and \(y.count) values.")
        return Vector(
            (0..<count).map { i in
                let parts = mixture(i).components
                return parts.reduce(0) { total, b in
                    let cross = parts.reduce(0) { sum, c in
                        sum + c.weight * meanMagnitude(b.mean - c.mean, hypot(b.deviation, c.deviation))
                    }
                    return total + b.weight * (meanMagnitude(y[i] - b.mean, b.deviation) - 0.5 * cross)
                }
            })
    }

    private func mixture(_ point: Int) -> NormalMixture {
        NormalMixture(
            (0..<componentCount).map { c in
                (
                    weights[c], componentMeans[point, c],
                    (componentVariances[point, c] + noiseVariances[c]).squareRoot()
                )
            })
    }
}

/// E|X| for X normal with mean u and standard deviation s.
private func meanMagnitude(_ u: Double, _ s: Double) -> Double {
    guard s > 0 else { return abs(u) }
    return 2 * s * NormalDistribution.density(u / s) + u * erf(u / s * 0.5.squareRoot())
}
