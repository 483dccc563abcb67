#if canImport(Glibc)
    import Glibc
#endif
import Kernels

/// A law of finitely many scales s_k with weights: a sample from any density, or the nodes of any rule for it.
///
/// Integrals are sums over the points, without quadrature. A single point gives a Gaussian process.
public struct SampledScale: ScaleDensity, Codable, Equatable {
    /// log s_k for the points.
    public let logScales: [Double]
    /// The weights, which sum to one.
    public let weights: [Double]

    /// The law of the given scales; weights are divided by their sum, and equal if none are given.
    ///
    /// - Throws: ``ScaleMixtureError`` when there are no points, the counts differ, a scale is not positive, or the
    ///   weights are negative, not finite or all zero.
    public init(_ scales: [Double], weights: [Double]? = nil) throws(ScaleMixtureError) {
        let weights = weights ?? [Double](repeating: 1, count: scales.count)
        guard !scales.isEmpty, scales.count == weights.count else {
            throw .sampleCount(scales: scales.count, weights: weights.count)
        }
        if let index = scales.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
            throw .sampleNotPositive(index: index, scale: scales[index])
        }
        if let index = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .weightNotValid(index: index, weight: weights[index])
        }
        let largest = weights.max() ?? 0
        guard largest > 0 else { throw .weightNotValid(index: 0, weight: 0) }
        let total = weights.reduce(0) { $0 + $1 / largest }
        logScales = scales.map { log($0) }
        self.weights = weights.map { $0 / largest / total }
    }

    public var tailIndex: Double { .infinity }
    public func parameterSlopes(atLogScale u: Double) -> [Double] { [] }

    public func nodes(under likelihood: some ScaleLikelihood) throws(ScaleMixtureError) -> ScaleNodes {
        let values = zip(logScales, weights).map { log($1) + likelihood.logValue(atLogScale: $0) }
        let logSum = logSumExp(values)
        guard logSum.isFinite else { throw .evidenceDiverges }
        return ScaleNodes(
            logEvidence: likelihood.logReference + logSum, logScales: logScales, logWeights: values.map { $0 - logSum },
            hasFiniteMean: true)
    }
}

extension SampledScale {
    /// The scales s_k.
    public var scales: [Double] { logScales.map { exp($0) } }
}
