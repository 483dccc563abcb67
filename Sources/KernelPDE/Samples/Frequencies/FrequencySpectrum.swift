/// The frequencies found in uniform samples, with what the samples cannot show.
public struct FrequencySpectrum: Sendable {
    /// The components, strongest in u first; the frequency zero is always among them.
    public var estimates: [FrequencyEstimate]
    /// pi / h, in radians per unit of x: higher frequencies look like lower ones on samples h apart.
    public var nyquistFrequency: Double
    /// The number of samples.
    public var sampleCount: Int
    /// The numerical rank of the Hankel matrix, or the cap when it is exceeded: two for every tone.
    public var rank: Int
    /// Whether the rank exceeded the cap: the source is no short sum of tones and exponentials.
    public var isTruncated: Bool

    /// The steady components whose share of f is at least `share` of the largest, strongest in u first.
    public func tones(share: Double = 1e-10) -> [FrequencyEstimate] {
        let largest = estimates.reduce(0) { max($0, $1.sourceAmplitude) }
        return estimates.filter { $0.isSteady(over: sampleCount) && $0.sourceAmplitude >= share * largest }
    }
}
