import Kernels
import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// The laws of a spectral density in one coordinate: never negative, even, and its cosine transform is the kernel.
///
/// Transform and kernel are compared after smoothing both with a Gaussian, ∫ S(ξ) cos(2πξd) exp(-2π²τ²ξ²) dξ =
/// ∫ k(u) N(u; d, τ²) du, so that heavy tails of S and kinks of k do no harm.
public func spectralLaws(_ kernel: some SpectralKernel, smoothing tau: Double = 0.2) -> [Violation] {
    var findings = Findings()
    let density = { kernel.spectralDensity(at: [$0]) }
    for xi in [1e-3, 0.05, 0.2, 0.7, 1.5, 4, 20, 300] {
        findings.require("spectral density ≥ 0", density(xi) >= 0, "S(\(xi)) = \(density(xi))")
        findings.requireEqual("spectral density is even", density(-xi), density(xi), tolerance: 0, "at \(xi)")
    }
    let variance = kernel([0], [0])
    let total = integral { density($0) }
    findings.requireEqual("spectral density sums to k(0)", total, variance, tolerance: 2e-6 * variance, "integral")
    for d in [0, 0.3, 0.9, 2.1] {
        let transform = integral { xi in
            density(xi) * cos(2 * Double.pi * xi * d) * exp(-2 * Double.pi * Double.pi * tau * tau * xi * xi)
        }
        let smoothed = trapezoid(-9...9, count: 20_000) { u in
            kernel([d + tau * u], [0]) * exp(-0.5 * u * u) / (2 * Double.pi).squareRoot()
        }
        findings.requireEqual(
            "cosine transform of the spectral density", transform, smoothed, tolerance: 1e-6 * variance, "lag \(d)")
    }
    return findings.violations
}

/// The laws of the spectral density of a stationary kernel: those of one coordinate, and that the density in two
/// coordinates has the one in one as its margin.
public func stationarySpectralLaws(_ kernel: some StationaryKernel & SpectralKernel) -> [Violation] {
    var findings = Findings()
    for xi in [0.05, 0.4, 1.1] {
        let expected = kernel.spectralDensity(at: [xi])
        let margin = integral { kernel.spectralDensity(at: [xi, $0]) }
        findings.requireEqual(
            "margin of the spectral density", margin, expected, tolerance: 1e-6 * expected, "at \(xi)")
    }
    return spectralLaws(kernel) + findings.violations
}

/// ∫ f over the real line for a smooth f with algebraic tails at worst: ξ = sinh(u), and the trapezoidal rule.
private func integral(_ f: (Double) -> Double) -> Double {
    trapezoid(-22...22, count: 40_000) { f(sinh($0)) * cosh($0) }
}

/// The trapezoidal rule at midpoints, which avoids the middle of the range.
private func trapezoid(_ range: ClosedRange<Double>, count: Int, _ f: (Double) -> Double) -> Double {
    let h = (range.upperBound - range.lowerBound) / Double(count)
    return (0..<count).reduce(0) { $0 + h * f(range.lowerBound + (Double($1) + 0.5) * h) }
}
