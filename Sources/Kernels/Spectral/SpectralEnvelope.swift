/// The envelope E(d) of a spectral component: an even correlation function with E(0) = 1 and its derivatives.
///
/// A rate b > 0 sets the width: E depends on b^e d only, with e = `rateExponent`, so that
/// ∂E^(n)/∂log b = e (n E^(n) + d E^(n+1)).
public protocol SpectralEnvelope: Sendable {
    /// The number of mean-square derivatives; `Int.max` if all exist.
    var smoothness: Int { get }
    /// The exponent e of the rate.
    var rateExponent: Double { get }
    /// Writes E, E', ..., E^(order) of `lags` into the columns of `derivatives`, which has order + 1 of them.
    func write(rate: Double, _ lags: UnsafePointer<Double>, into derivatives: Tile)
    /// The spectral density ∫ E(d) exp(-2πi ξ d) dd at a frequency in cycles per unit.
    func spectralDensity(rate: Double, at frequency: Double) -> Double
    /// The rate whose spectral density has the given bandwidth in cycles per unit: the standard deviation of a Gaussian,
    /// the scale of a Student-t density.
    func rate(bandwidth: Double) -> Double
}
