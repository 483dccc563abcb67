/// A bump of a power spectrum: where a spectral mixture may start.
public struct SpectralPeak: Sendable, Equatable {
    /// The variance that the bump contributes, in the units of the samples squared.
    public var variance: Double
    /// Its frequency, in cycles per unit of the input.
    public var frequency: Double
    /// Its width as a standard deviation, in cycles per unit of the input.
    public var bandwidth: Double

    /// A bump of a variance, frequency and bandwidth.
    public init(variance: Double, frequency: Double, bandwidth: Double) {
        self.variance = variance
        self.frequency = frequency
        self.bandwidth = bandwidth
    }
}

extension EnvelopeMixture {
    /// The mixture with one component for each bump; variances and bandwidths must be positive.
    public init(_ peaks: [SpectralPeak], envelope: Envelope) {
        self.init(
            peaks.map {
                SpectralComponent(
                    weight: $0.variance, rate: envelope.rate(bandwidth: $0.bandwidth), frequency: $0.frequency)
            }, envelope: envelope)
    }
}
