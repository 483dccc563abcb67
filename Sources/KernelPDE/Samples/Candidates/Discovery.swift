/// What uniform samples say about frequencies, and the candidates made of them.
struct Discovery {
    private(set) var features: [any FeatureSet] = []
    private(set) var skipped: [CandidateReport] = []
    /// The spectrum at the first tolerance for which it is not truncated.
    private(set) var spectrum: FrequencySpectrum?

    /// A candidate may use at most this fraction of the number of samples as features.
    private static let largestFraction = 0.8

    init(_ problem: SampledProblem, tolerances: [Double]) throws {
        guard let spacing = problem.uniformSpacing else {
            skipped = [Self.skipped("the samples are not equally spaced")]
            return
        }
        let samples = problem.samples.map(\.value)
        let budget = Self.largestFraction * Double(samples.count)
        guard samples.contains(where: { $0 != 0 }) else {
            skipped = [Self.skipped("the source vanishes")]
            return
        }
        // Sixteen features a frequency, eight for zero; two poles a frequency and one for zero.
        let largestCount = max(1, Int(budget / 16))
        let discovery = try FrequencyDiscovery(
            samples: samples, spacing: spacing, maximumRank: 2 * largestCount + 1, symbol: problem.symbol)
        var seen: [[Double]] = []
        for tolerance in tolerances {
            let found = try discovery.spectrum(relativeTolerance: tolerance)
            let frequencies = found.estimates.map(\.angularFrequency).filter { $0 > 0 }.sorted()
            let count = OscillatingFeatures.count(oscillations: frequencies.count)
            if found.isTruncated || Double(count) > budget {
                skipped.append(Self.skipped("the source has more frequencies than the samples can carry", tolerance))
                continue
            }
            if spectrum == nil { spectrum = found }
            guard !seen.contains(frequencies) else { continue }
            seen.append(frequencies)
            features.append(
                OscillatingFeatures(
                    angularFrequencies: frequencies, tolerance: tolerance, lower: problem.lower, upper: problem.upper))
        }
    }

    private static func skipped(_ reason: String, _ tolerance: Double? = nil) -> CandidateReport {
        let label = "frequencies with Legendre envelopes" + (tolerance.map { ", read to \($0)" } ?? "")
        return CandidateReport(label: label, featureCount: 0, leftOutResidual: nil, reasonSkipped: reason, rank: nil)
    }
}
