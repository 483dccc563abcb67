#if canImport(Glibc)
    import Glibc
#endif

/// One oscillation found in a source f, and its size in the solution u of L u = f.
public struct FrequencyEstimate: Sendable, Equatable {
    /// The angular frequency omega >= 0 in radians per unit of x; zero is the part without oscillation.
    public var angularFrequency: Double
    /// The size in u: `sourceAmplitude` divided by |symbol(omega)|, the factor by which L multiplies exp(i omega x).
    public var amplitude: Double
    /// The size in f: sqrt(2) times the root mean square of the component over the samples, a steady tone's amplitude.
    public var sourceAmplitude: Double
    /// The modulus of the pole per sample: one for a steady tone, below one for decay, above one for growth.
    public var modulus: Double

    /// A component with its sizes in u and f.
    public init(angularFrequency: Double, amplitude: Double, sourceAmplitude: Double, modulus: Double) {
        self.angularFrequency = angularFrequency
        self.amplitude = amplitude
        self.sourceAmplitude = sourceAmplitude
        self.modulus = modulus
    }

    /// Whether the component keeps its size, up to a factor e, over `count` samples.
    ///
    /// A real exponential is a rank-one signal too, so a low model order alone does not mean that f is made of tones.
    public func isSteady(over count: Int) -> Bool {
        abs(log(modulus)) * Double(count) < 1
    }
}
