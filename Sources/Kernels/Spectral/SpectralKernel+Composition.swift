// Spectra add with kernels and scale with them; those of products convolve and have no closed form here.

extension Sum: SpectralKernel where Left: SpectralKernel, Right: SpectralKernel {
    public func spectralDensity(at frequency: [Double]) -> Double {
        left.spectralDensity(at: frequency) + right.spectralDensity(at: frequency)
    }
}

extension Scaled: SpectralKernel where Base: SpectralKernel {
    public func spectralDensity(at frequency: [Double]) -> Double {
        variance.value * base.spectralDensity(at: frequency)
    }
}

extension CoordinateProduct: SpectralKernel where Factor: SpectralKernel {
    public func spectralDensity(at frequency: [Double]) -> Double {
        zip(factors, frequency).reduce(1) { $0 * $1.0.spectralDensity(at: [$1.1]) }
    }
}
