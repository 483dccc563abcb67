/// One component w E(d) cos(2πμ d) of a spectral mixture.
public struct SpectralComponent: Sendable, Equatable, Codable {
    /// The weight w > 0: the variance that the component contributes.
    public var weight: Parameter
    /// The rate of the envelope: the decay l of exp(-l d²), or the inverse length of a Matérn envelope.
    public var rate: Parameter
    /// The frequency μ, in cycles per unit of the input; zero is allowed.
    public var frequency: Parameter

    /// A component of the given weight (variance), envelope rate and frequency (cycles per unit).
    public init(weight: Double, rate: Double, frequency: Double) {
        self.weight = .positive(weight)
        self.rate = .positive(rate)
        self.frequency = .real(frequency)
    }
}
