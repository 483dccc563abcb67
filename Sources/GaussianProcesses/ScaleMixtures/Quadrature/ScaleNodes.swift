#if canImport(Glibc)
    import Glibc
#endif

/// A law of the scale s as weighted points: expectations of smooth functions of log s are weighted sums.
public struct ScaleNodes: Sendable, Equatable {
    /// The logarithm of the integral of the likelihood against the mixing density.
    public let logEvidence: Double
    /// u_k = log s_k.
    public let logScales: [Double]
    /// The logarithms of the weights, which sum to one.
    public let logWeights: [Double]
    /// Whether s has a finite mean under this law.
    public let hasFiniteMean: Bool

    /// The weights, which sum to one.
    public var weights: [Double] { logWeights.map { exp($0) } }
    /// The mean of s; infinite if it does not exist.
    public var mean: Double { exp(logMean) }
    /// log E[s].
    public var logMean: Double { hasFiniteMean ? logMoment(1) : .infinity }

    /// log E[s^p], for powers whose expectation exists.
    public func logMoment(_ power: Double) -> Double {
        logSumExp(zip(logScales, logWeights).map { power * $0 + $1 })
    }

    /// E[f(log s)] for a bounded or slowly growing f.
    public func expectation(_ f: (_ logScale: Double) -> Double) -> Double {
        zip(logScales, logWeights).reduce(0) { $0 + exp($1.1) * f($1.0) }
    }
}
