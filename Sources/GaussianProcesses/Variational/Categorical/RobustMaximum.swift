#if canImport(Glibc)
    import Glibc
#endif
import Likelihoods
import LinearAlgebra

private let rule = GaussHermite(count: 40)

/// The robust maximum: with P the probability that f_y is the largest of C values, a label y has probability
/// (1 - ε) P + ε (1 - P) / (C - 1), and E log p = P log(1 - ε) + (1 - P) log(ε / (C - 1)).
///
/// P = E ∏_(c ≠ y) Φ((f_y - μ_c) / s_c) over f_y, by 40 Gauss-Hermite nodes.
struct RobustMaximum: Sendable {
    let classCount: Int
    let error: Double

    /// The probability of a label from the probability that its value is the largest.
    func probability(share: Double) -> Double {
        (1 - error) * share + error * (1 - share) / Double(classCount - 1)
    }

    func expectedLogDensities(of label: Int, under marginals: [NormalMarginal]) -> [ExpectedLogDensity] {
        let (hit, miss) = (log1p(-error), log(error / Double(classCount - 1)))
        let largest = probabilityOfLargest(label, under: marginals)
        return largest.slopes.map {
            ExpectedLogDensity(
                value: miss + (hit - miss) * largest.value, meanSlope: (hit - miss) * $0.mean,
                varianceSlope: (hit - miss) * $0.variance)
        }
    }

    /// P with its slopes in the mean and the variance of every value.
    func probabilityOfLargest(
        _ label: Int, under marginals: [NormalMarginal]
    ) -> (value: Double, slopes: [(mean: Double, variance: Double)]) {
        var value = 0.0
        var slopes = [(mean: Double, variance: Double)](repeating: (0, 0), count: classCount)
        // Deviations of values that are known exactly would divide by zero; this one is nothing next to any other.
        let deviations = marginals.map { Swift.max($0.standardDeviation, 1e-150) }
        for (node, weight) in zip(rule.normalNodes, rule.normalWeights) {
            let f = marginals[label].mean + marginals[label].standardDeviation * node
            var product = weight
            var scores = [Double](repeating: 0, count: classCount)
            for c in 0..<classCount where c != label {
                scores[c] = (f - marginals[c].mean) / deviations[c]
                product *= NormalDistribution.cumulative(scores[c])
            }
            guard product > 0 else { continue }
            value += product
            for c in 0..<classCount where c != label {
                let z = scores[c]
                let hazard = exp(NormalDistribution.logDensity(z) - NormalDistribution.logCumulative(z))
                let slope = product * hazard / deviations[c]
                slopes[c].mean -= slope
                slopes[c].variance -= 0.5 * slope * z / deviations[c]
                slopes[label].mean += slope
                slopes[label].variance += 0.5 * slope * node / deviations[label]
            }
        }
        return (value, slopes)
    }
}
