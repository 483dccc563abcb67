import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

// The periodogram, under a Hann window so that strong lines do not leak, as a histogram of power over frequencies, to which a mixture of normal densities is fitted by expectation
// maximisation (A. P. Dempster, N. M. Laird and D. B. Rubin, 1977). Starts lie at equal shares of the power, so the
// result is deterministic. Bandwidths stay above half a resolution cell, 1/(2nh): no narrower line shows in n samples.

/// The bumps of the spectrum behind n uniform samples, read off their periodogram; strongest first.
///
/// - Parameters:
///   - samples: the values y_j at a fixed spacing; their mean is left out.
///   - spacing: the distance h of the points, in units of the input.
///   - count: how many bumps to fit; fewer come back where some stay without power.
/// - Complexity: O(n log n) and O(n count) a sweep.
/// - Throws: ``KernelError`` when there are fewer than 8 samples, one is not finite, or all are equal.
public func spectralPeaks(
    periodogramOf samples: Vector, spacing: Double, count: Int
) throws(KernelError) -> [SpectralPeak] {
    let centered = try centeredSamples(samples, spacing: spacing, count: count)
    let n = centered.count
    let cell = 1 / (Double(n) * spacing)
    let windowed = Vector(
        (0..<n).map { j in
            let s = sin(Double.pi * (Double(j) + 0.5) / Double(n))
            return s * s * centered[j]
        })
    let powers = RealFourierTransform(length: n).forward(windowed).map(\.squaredMagnitude)
    let total = powers.dropFirst().reduce(0, +)
    let shares = powers.indices.map { $0 == 0 ? 0 : powers[$0] / total }
    let frequencies = powers.indices.map { cell * Double($0) }

    var peaks = quantileStart(shares, frequencies, count: count)
    for _ in 0..<200 {
        var moved = [SpectralPeak](repeating: SpectralPeak(variance: 0, frequency: 0, bandwidth: 0), count: peaks.count)
        for (share, frequency) in zip(shares, frequencies) where share > 0 {
            let logarithms = peaks.map { peak in
                let t = (frequency - peak.frequency) / peak.bandwidth
                return log(peak.variance / peak.bandwidth) - 0.5 * t * t
            }
            let top = logarithms.max() ?? 0
            let weights = logarithms.map { exp($0 - top) }
            let sum = weights.reduce(0, +)
            for q in peaks.indices {
                let part = share * weights[q] / sum
                let deviation = frequency - peaks[q].frequency
                moved[q].variance += part
                moved[q].frequency += part * frequency
                moved[q].bandwidth += part * deviation * deviation
            }
        }
        let next = moved.filter { $0.variance > 1e-12 }.map { peak in
            SpectralPeak(
                variance: peak.variance, frequency: peak.frequency / peak.variance,
                bandwidth: Swift.max((peak.bandwidth / peak.variance).squareRoot(), 0.5 * cell))
        }
        let change = next.count == peaks.count ? zip(next, peaks).map { abs($0.frequency - $1.frequency) }.max() : nil
        peaks = next
        if let change, change < 1e-6 * cell { break }
    }
    let variance = dot(centered, centered) / Double(n)
    return peaks.map {
        SpectralPeak(variance: variance * $0.variance, frequency: $0.frequency, bandwidth: $0.bandwidth)
    }.sorted { $0.variance > $1.variance }
}

/// Bumps at the middles of `count` equal shares of the power, as wide as their share.
private func quantileStart(_ shares: [Double], _ frequencies: [Double], count: Int) -> [SpectralPeak] {
    var quantiles: [Double] = []
    var cumulated = 0.0
    for (share, frequency) in zip(shares, frequencies) {
        cumulated += share
        while quantiles.count < 2 * count, cumulated >= (Double(quantiles.count) + 0.5) / Double(2 * count) {
            quantiles.append(frequency)
        }
    }
    let cell = frequencies[1]
    while quantiles.count < 2 * count { quantiles.append(frequencies[frequencies.count - 1]) }
    return (0..<count).map { q in
        let (low, high) = (quantiles[2 * q], quantiles[2 * q + 1])
        return SpectralPeak(
            variance: 1 / Double(count), frequency: 0.5 * (low + high) + 0.01 * cell * Double(q),
            bandwidth: Swift.max(0.5 * (high - low), cell))
    }
}

/// The samples without their mean.
func centeredSamples(_ samples: Vector, spacing: Double, count: Int) throws(KernelError) -> Vector {
    func refusal(_ reason: String) -> KernelError { .unsupported(kernel: "Spectral peaks", reason: reason) }
    guard spacing > 0, spacing.isFinite, count >= 1 else {
        throw refusal("the spacing \(spacing) must be positive and the number of peaks, \(count), at least one.")
    }
    guard samples.count >= 8 else { throw refusal("\(samples.count) samples are too few; give at least 8.") }
    if let j = samples.firstIndex(where: { !$0.isFinite }) { throw refusal("sample \(j) is \(samples[j]).") }
    let mean = samples.mean
    let centered = samples.mapped { $0 - mean }
    guard centered.maximumMagnitude > 1e-14 * abs(mean), centered.maximumMagnitude > 0 else {
        throw refusal("all samples are equal; there is no spectrum to read.")
    }
    return centered
}
