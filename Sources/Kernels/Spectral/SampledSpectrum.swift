import CVectorMath
import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// The stationary kernel of any sampled power spectrum: κ(d) = ∫ S(ξ) cos(2πξd) dξ with S ≥ 0 given at the frequencies
/// 0, Δ, 2Δ, ..., KΔ (the Wiener-Khinchin theorem).
///
/// Between samples the spectrum is either linear or a line at each, see ``Reading``. Both are positive definite for any
/// samples that are not negative. On equally spaced points ``covariance(count:oversampling:)`` takes one Fourier
/// transform. In several coordinates the kernel is the product of κ over them. There are no parameters: scale with a
/// variance, and put a ``Rescaling`` in front to fit a lengthscale.
///
/// - Complexity: O(K) a pair.
/// - Source: N. Wiener, Generalized harmonic analysis (1930); A. Khintchine, Korrelationstheorie der stationären
///   stochastischen Prozesse (1934).
public struct SampledSpectrum: LagKernel {
    /// How the spectrum goes on between its samples.
    public enum Reading: Sendable, Equatable, Codable {
        /// Linear between samples, down to zero at (K + 1)Δ: correlations decay beyond lags of 1/Δ.
        case linear
        /// A line of weight ΔS at each sample: the trapezoidal rule, exact for sampled covariances, but the kernel repeats
        /// with period 1/Δ.
        case lines
    }

    /// The samples S_k, in the units of the kernel times those of the input.
    public let densities: [Double]
    /// The distance Δ of the frequencies, in cycles per unit of the input.
    public let spacing: Double
    /// How the spectrum goes on between its samples.
    public let reading: Reading

    /// The kernel of a spectrum sampled at 0, Δ, 2Δ, ...; negative frequencies mirror it.
    ///
    /// - Throws: ``KernelError`` when there is no sample, one is negative or not finite, or all are zero.
    public init(densities: [Double], spacing: Double, reading: Reading = .linear) throws(KernelError) {
        func refusal(_ reason: String) -> KernelError { .unsupported(kernel: "SampledSpectrum", reason: reason) }
        guard spacing > 0, spacing.isFinite else { throw refusal("the spacing \(spacing) must be positive.") }
        if let k = densities.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw refusal("sample \(k) of the spectrum is \(densities[k]); samples must be finite and not negative.")
        }
        guard densities.contains(where: { $0 > 0 }) else { throw refusal("the spectrum has no positive sample.") }
        self.densities = densities
        self.spacing = spacing
        self.reading = reading
    }

    public var smoothness: Int { .max }

    public func fillLag(
        order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        guard reading == .linear else { return writeSum(order: n, lags, count: count, into: values) }
        values.update(repeating: 0, count: count)
        Tile.withScratch(rowCount: count, columnCount: n + 2) { scratch in
            let sum = scratch.column(n + 1)
            TriangleTransform.write(lags, spacing: spacing, into: scratch[0..<count, 0..<n + 1])
            for k in 0...n {
                writeSum(order: k, lags, count: count, into: sum)
                let (factor, envelope) = (binomial(n, k), scratch.column(n - k))
                for i in 0..<count { values[i] += factor * envelope[i] * sum[i] }
            }
        }
    }

    /// Nothing: there are no parameters.
    public func pullbackLag(
        order n: Int, _ lags: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {}

    /// Writes the n-th derivative of Σ_k a_k cos(2πkΔd), a_0 = ΔS_0 and a_k = 2ΔS_k.
    private func writeSum(
        order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        values.update(repeating: 0, count: count)
        Tile.withScratch(rowCount: count, columnCount: 2) { scratch in
            let (turns, row) = (scratch.column(0), scratch.column(1))
            // Whole turns of the slowest tone are whole turns of all.
            for i in 0..<count {
                let total = lags[i] * spacing
                turns[i] = total - total.rounded()
            }
            for (k, density) in densities.enumerated() where density > 0 {
                let angular = 2 * Double.pi * Double(k)
                let weight = (k == 0 ? 1 : 2) * spacing * density * pow(angular * spacing, Double(n))
                guard weight > 0 else { continue }
                cv_cosine_row(row, turns, angular, 0.5 * Double.pi * Double(n & 3), count)
                for i in 0..<count { values[i] += weight * row[i] }
            }
        }
    }
}

extension SampledSpectrum: SpectralKernel {
    /// S(ξ), linear between samples; with `.lines` the mean density of a line over its cell.
    public func spectralDensity(at frequency: [Double]) -> Double {
        frequency.reduce(1) { product, xi in
            let place = abs(xi) / spacing
            guard place < Double(densities.count) else { return 0 }
            let k = Int(place)
            func sample(_ k: Int) -> Double { densities.indices.contains(k) ? densities[k] : 0 }
            switch reading {
            case .lines: return product * sample(Int(place.rounded()))
            case .linear: return product * (sample(k) + (place - Double(k)) * (sample(k + 1) - sample(k)))
            }
        }
    }
}
