#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// Whether several chains of one number agree, and how many independent draws they are worth.
///
/// - Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner, Rank-normalization, folding, and localization: an improved
///   R-hat, Bayesian Anal. 16 (2021) 667; sums of autocorrelations by Geyer's initial monotone sequence.
public struct ChainDiagnostics: Sendable, Equatable {
    /// The larger of the split R-hats of rank-normalised draws and of their distances from the median: near one if the
    /// chains agree, and above 1.01 if they should run longer. NaN for constant or too short chains.
    public let rHat: Double
    /// The effective sample size of rank-normalised draws: for means and medians.
    public let bulkSampleSize: Double
    /// The smaller of the effective sample sizes of the 5 % and 95 % quantiles.
    public let tailSampleSize: Double

    /// Diagnostics of the draws of one number, one array a chain, of equal length.
    public init(_ chains: [[Double]]) {
        let length = chains.map(\.count).min() ?? 0
        let halves = chains.flatMap { chain in
            [Array(chain[..<(length / 2)]), Array(chain[(length - length / 2)..<length])]
        }
        let all = halves.flatMap { $0 }.sorted()
        guard length >= 4, let first = all.first, let last = all.last, first < last else {
            (rHat, bulkSampleSize, tailSampleSize) = (.nan, .nan, .nan)
            return
        }
        let median = 0.5 * (all[(all.count - 1) / 2] + all[all.count / 2])
        let ranked = Self.rankNormalized(halves)
        let folded = Self.rankNormalized(halves.map { $0.map { abs($0 - median) } })
        let ratios = (Self.scaleReduction(ranked), Self.scaleReduction(folded))
        rHat = ratios.1.isNaN ? ratios.0 : Swift.max(ratios.0, ratios.1)
        bulkSampleSize = Self.effectiveSampleSize(ranked)
        let tails = [0.05, 0.95].map { p in
            let quantile = all[Int(p * Double(all.count - 1))]
            return Self.effectiveSampleSize(halves.map { $0.map { $0 <= quantile ? 1.0 : 0.0 } })
        }
        tailSampleSize = Swift.min(tails[0], tails[1])
    }

    /// Normal scores of the ranks among all draws, equal draws sharing their mean rank.
    private static func rankNormalized(_ chains: [[Double]]) -> [[Double]] {
        let flat = chains.flatMap { $0 }
        let order = flat.indices.sorted { flat[$0] < flat[$1] }
        var scores = [Double](repeating: 0, count: flat.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count && flat[order[end]] == flat[order[start]] { end += 1 }
            let rank = 0.5 * Double(start + 1 + end)
            let score = NormalDistribution.quantile((rank - 0.375) / (Double(flat.count) + 0.25))
            for i in start..<end { scores[order[i]] = score }
            start = end
        }
        var offset = 0
        return chains.map { chain in
            defer { offset += chain.count }
            return Array(scores[offset..<offset + chain.count])
        }
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    private static func variance(_ values: [Double]) -> Double {
        let center = mean(values)
        return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count - 1)
    }

    /// The mean variance within chains, and the pooled estimate that adds the variance between their means.
    private static func variances(_ chains: [[Double]]) -> (within: Double, pooled: Double) {
        let n = Double(chains[0].count)
        let within = mean(chains.map(variance))
        let between = chains.count > 1 ? variance(chains.map(mean)) : 0
        return (within, within * (n - 1) / n + between)
    }

    private static func scaleReduction(_ chains: [[Double]]) -> Double {
        let (within, pooled) = variances(chains)
        return within > 0 ? (pooled / within).squareRoot() : .nan
    }

    private static func effectiveSampleSize(_ chains: [[Double]]) -> Double {
        let (within, pooled) = variances(chains)
        let n = chains[0].count
        let total = Double(chains.count * n)
        guard within > 0, pooled > 0 else { return .nan }
        let centered = chains.map { chain -> [Double] in
            let center = mean(chain)
            return chain.map { $0 - center }
        }
        func correlation(_ lag: Int) -> Double {
            let covariance = mean(
                centered.map { c in
                    (0..<(n - lag)).reduce(0) { $0 + c[$1] * c[$1 + lag] } / Double(n)
                })
            // Within-chain variance in the same normalisation as the covariances.
            return 1 - (within - covariance * Double(n) / Double(n - 1)) / pooled
        }
        var (sum, previous, lag) = (0.0, Double.infinity, 0)
        while lag + 1 < n {
            // Sums of neighbours are positive and fall for a reversible chain; noise ends that.
            let pair = (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1)
            guard pair > 0 else { break }
            previous = Swift.min(previous, pair)
            sum += previous
            lag += 2
        }
        let time = Swift.max(2 * sum - 1, 1 / log10(total))
        return total / time
    }
}
