/// A stationary kernel with a spectral density (power spectrum) S(ξ) ≥ 0: k(x, z) = ∫ S(ξ) exp(2πi ξ·(x - z)) dξ.
///
/// By Bochner's theorem S is the density of the frequencies of random features for k; its integral is k(x, x).
public protocol SpectralKernel: Kernel {
    /// S(ξ) at a frequency in cycles per unit of each coordinate; in the units of k times those of the inputs.
    func spectralDensity(at frequency: [Double]) -> Double
}
