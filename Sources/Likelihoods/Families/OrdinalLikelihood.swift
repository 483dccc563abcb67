#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Ordered categories 0 … K-1: y counts the thresholds below f + e, with e standard normal (the cumulative probit).
///
/// p(y = k) = Φ(b_{k+1} - f) - Φ(b_k - f) for thresholds b_1 < … < b_{K-1}, with b_0 = -∞ and b_K = ∞. The noise has unit
/// variance because the kernel's variance sets the scale.
///
/// - Source: Chu and Ghahramani, Journal of Machine Learning Research 6 (2005) 1019.
public struct OrdinalLikelihood: MomentMatchedLikelihood {
    /// The lowest threshold b_1.
    public var lowest: Parameter
    /// The distances b_{j+1} - b_j of neighbouring thresholds.
    public var gaps: [Parameter]

    /// Categories between the given ascending thresholds, one more than there are thresholds.
    ///
    /// - Throws: ``LikelihoodError/thresholds(_:)``.
    public init(thresholds: [Double]) throws(LikelihoodError) {
        let distances = zip(thresholds.dropFirst(), thresholds).map { $0 - $1 }
        guard let first = thresholds.first, thresholds.allSatisfy(\.isFinite), distances.allSatisfy({ $0 > 0 }) else {
            throw .thresholds(thresholds)
        }
        lowest = .real(first)
        gaps = distances.map(Parameter.positive)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("lowest", &lowest)
        for index in gaps.indices { visit("gaps[\(index)]", &gaps[index]) }
    }

    /// The number of categories, K.
    public var categoryCount: Int { gaps.count + 2 }
    public var support: Support { .categories(categoryCount) }
    public var isLogConcave: Bool { true }

    /// The thresholds b_1 … b_{K-1}.
    public var thresholds: [Double] {
        gaps.reduce(into: [lowest.value]) { $0.append($0[$0.count - 1] + $1.value) }
    }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let (lower, upper) = bounds(Int(y))
        return normalIntervalExpansion(lower: lower - f, upper: upper - f).mirrored
    }

    // The lowest threshold shifts both bounds of y, as does every gap below them: that is a shift of f backwards. The gap
    // that ends at the upper bound moves it alone; then ∂ log p = n = φ(u)/p, and as a function of f, with g and h the
    // first two derivatives of log p and u' = -1, n' = n (u - g) and n'' = n ((u - g)² - 1 - h).
    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let category = Int(y)
        let e = expansion(of: y, at: f)
        let shift = LogDensitySlope(value: -e.first, first: -e.second, second: -e.third)
        let u = bounds(category).upper - f
        return [shift]
            + gaps.indices.map { index in
                // Gap j separates threshold j + 1 from threshold j, counted from zero; y lies above threshold y - 1.
                if index + 1 < category { return shift }
                guard index + 1 == category, u.isFinite else {
                    return LogDensitySlope(value: 0, first: 0, second: 0)
                }
                let n = exp(NormalDistribution.logDensity(u) - e.value)
                let d = u - e.first
                return LogDensitySlope(value: n, first: n * d, second: n * (d * d - 1 - e.second))
            }
    }

    public func moments(at f: Double) -> ObservationMoments {
        // Sums of p(y > k), which are small where y rarely is.
        var (mean, square) = (0.0, 0.0)
        for (k, threshold) in thresholds.enumerated() {
            let above = NormalDistribution.cumulative(f - threshold)
            mean += above
            square += Double(2 * k + 1) * above
        }
        return ObservationMoments(mean: mean, variance: Swift.max(square - mean * mean, 0))
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        let value = f + generator.normal()
        return Double(thresholds.count { $0 < value })
    }

    public func closedFormPredictive(of y: Double, under f: NormalMarginal) -> Double? {
        averaged(over: f, category: Int(y)).value
    }

    public func tilted(by y: Double, _ f: NormalMarginal) -> TiltedMoments {
        let e = averaged(over: f, category: Int(y))
        let v = f.variance
        return TiltedMoments(logMass: e.value, mean: f.mean + v * e.first, variance: v + v * v * e.second)
    }

    /// log E p(y | f) with derivatives in the mean of f: the noise's variance grows by that of f.
    private func averaged(over f: NormalMarginal, category: Int) -> LogDensityExpansion {
        let (lower, upper) = bounds(category)
        let scale = 1 / (1 + f.variance).squareRoot()
        let e = normalIntervalExpansion(lower: (lower - f.mean) * scale, upper: (upper - f.mean) * scale)
        return LogDensityExpansion(
            value: e.value, first: -scale * e.first, second: scale * scale * e.second,
            third: -scale * scale * scale * e.third)
    }

    /// The two thresholds around a category.
    private func bounds(_ category: Int) -> (lower: Double, upper: Double) {
        let all = thresholds
        return (category == 0 ? -.infinity : all[category - 1], category == all.count ? .infinity : all[category])
    }
}
