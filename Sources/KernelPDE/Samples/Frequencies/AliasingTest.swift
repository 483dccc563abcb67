import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// Whether uniform samples show significant frequencies near the Nyquist limit, where aliased ones may be folded to.
///
/// A tone above the limit folds to a lower one and is then reproduced to rounding, left-out samples included: no residual,
/// evidence or variance can see it. What folds to the upper fifth of the band is caught here; what folds lower shows only
/// at points off the grid.
struct AliasingTest {
    /// pi / h in radians per unit of x.
    let nyquistFrequency: Double
    /// The strongest frequency above 0.8 of the limit whose share of f is significant, if there is one.
    let suspiciousFrequency: Double?

    /// The part of the band above which frequencies are suspicious.
    static let safeFraction = 0.8
    /// The amplitude, relative to the largest in f, above which a spectral line is significant. The window's side lobes
    /// are below 3e-5; a kink's spectrum, falling as omega^-2, stays below from about a hundred samples on.
    static let significantShare = 1e-4

    init(samples: [Double], spacing: Double, spectrum: FrequencySpectrum?) {
        nyquistFrequency = Double.pi / spacing
        let limit = Self.safeFraction * nyquistFrequency
        let tone = spectrum.flatMap { spectrum in
            spectrum.isTruncated ? nil : spectrum.tones(share: 1e-6).first { $0.angularFrequency > limit }
        }
        suspiciousFrequency =
            tone?.angularFrequency ?? Self.strongLine(samples, spacing: spacing, above: limit)
    }

    /// The largest line of the periodogram above `limit`, by the four-term window of Harris (Proc. IEEE 66 (1978) 51).
    private static func strongLine(_ samples: [Double], spacing: Double, above limit: Double) -> Double? {
        let n = samples.count
        let terms = [0.35875, -0.48829, 0.14128, -0.01168]
        let windowed = Vector(count: n) { target in
            for i in 0..<n {
                let angle = 2 * Double.pi * (Double(i) + 0.5) / Double(n)
                var weight = 0.0
                for (k, term) in terms.enumerated() { weight += term * cos(Double(k) * angle) }
                target[i] = samples[i] * weight
            }
        }
        let lines = RealFourierTransform(length: n).forward(windowed).map(\.magnitude)
        let resolution = 2 * Double.pi / (spacing * Double(n))
        let largest = lines.max() ?? 0
        let high = lines.indices.filter { Double($0) * resolution > limit }
        guard let peak = high.max(by: { lines[$0] < lines[$1] }), lines[peak] > significantShare * largest else {
            return nil
        }
        return Double(peak) * resolution
    }
}
