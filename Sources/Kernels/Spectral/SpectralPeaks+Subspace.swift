import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// The tones behind n uniform samples, read off the subspace of their Hankel matrix (ESPRIT); strongest first.
///
/// Lines closer than a resolution cell of the periodogram are told apart, and a tone among little noise is exact to that
/// noise. A tone that decays as exp(-δ|x|) has a bandwidth of δ/2π; no bandwidth is below that of n samples, 1/(2nh).
///
/// - Parameters:
///   - samples: the values y_j at a fixed spacing; their mean is left out.
///   - spacing: the distance h of the points, in units of the input.
///   - count: how many tones at most, n/5 or fewer.
/// - Complexity: O(n r log n + n r²) with r = 2 `count`.
/// - Throws: ``KernelError`` as for the periodogram, and when `count` is too large for the samples.
public func spectralPeaks(
    subspaceOf samples: Vector, spacing: Double, count: Int
) throws(KernelError) -> [SpectralPeak] {
    let centered = try centeredSamples(samples, spacing: spacing, count: count)
    let n = centered.count
    guard 5 * count <= n else {
        throw .unsupported(
            kernel: "Spectral peaks", reason: "\(count) tones are too many for \(n) samples; ask for \(n / 5) or fewer."
        )
    }
    do throws(FactorizationError) {
        let subspace = try HankelSubspace(samples: centered.array, maximumRank: 2 * count)
        let rank = Swift.min(2 * count, subspace.rank(relativeTolerance: 1e-13))
        // Conjugates are one tone; so are the two signs of a real pole's angle.
        let poles = try subspace.poles(rank: rank).filter { $0.imaginary >= 0 && $0.magnitude > 0 }
        let tones = poles.map { (angle: atan2($0.imaginary, $0.real), logModulus: log($0.magnitude)) }
        let columns = Matrix(rowCount: n, columnCount: 2 * tones.count) { j, c in
            let tone = tones[c / 2]
            // Counted from the end at which the tone is largest.
            let envelope = exp(tone.logModulus * Double(tone.logModulus > 0 ? j - n + 1 : j))
            let phase = tone.angle * Double(j)
            return envelope * (c.isMultiple(of: 2) ? cos(phase) : sin(phase))
        }
        let weights = try leastSquares(columns, centered, relativeCutoff: 1e-12).solution
        let floor = 0.5 / (Double(n) * spacing)
        let peaks = tones.indices.map { q in
            var part = Vector(count: n)
            for c in [2 * q, 2 * q + 1] { part.add(columns.column(c), scaledBy: weights[c]) }
            return SpectralPeak(
                variance: dot(part, part) / Double(n), frequency: tones[q].angle / (2 * Double.pi * spacing),
                bandwidth: Swift.max(abs(tones[q].logModulus) / (2 * Double.pi * spacing), floor))
        }
        return peaks.filter { $0.variance > 0 }.sorted { $0.variance > $1.variance }
    } catch {
        throw .unsupported(kernel: "Spectral peaks", reason: error.description)
    }
}
