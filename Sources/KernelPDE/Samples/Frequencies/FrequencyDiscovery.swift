import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// Reads the frequencies of a source off its uniform samples by ESPRIT.
///
/// On an exact sum of tones below the Nyquist frequency they are right to 1e-12 relative or better. A rank at its cap
/// means that f is not such a sum. One decomposition serves any number of tolerances.
public struct FrequencyDiscovery: Sendable {
    private let samples: [Double]
    private let spacing: Double
    private let symbol: @Sendable (Double) -> Double
    private let maximumRank: Int
    private let subspace: HankelSubspace

    /// Decomposes the samples; O(n r log n + n r^2) with r = `maximumRank`.
    ///
    /// - Parameters:
    ///   - samples: f at n >= 4 equally spaced points.
    ///   - spacing: the distance of neighbouring points, in units of x.
    ///   - maximumRank: the largest number of poles; a tone takes two.
    ///   - symbol: |L exp(i omega x)| as a function of omega in radians per unit of x; omega^2 for L u = u''.
    /// - Throws: ``FactorizationError`` when a sample is NaN or infinite.
    public init(
        samples: [Double], spacing: Double, maximumRank: Int, symbol: @escaping @Sendable (Double) -> Double
    ) throws(FactorizationError) {
        precondition(samples.count >= 4 && spacing > 0 && maximumRank >= 1, "Frequencies need samples to be read from.")
        if let bad = samples.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: bad, column: 0, value: samples[bad])
        }
        self.samples = samples
        self.spacing = spacing
        self.symbol = symbol
        self.maximumRank = maximumRank
        subspace = try HankelSubspace(samples: samples, maximumRank: maximumRank)
    }

    /// The components with singular values above `relativeTolerance` times the largest, strongest in u first.
    ///
    /// - Throws: ``FactorizationError`` when the eigensolver does not converge.
    public func spectrum(relativeTolerance: Double) throws(FactorizationError) -> FrequencySpectrum {
        let rank = subspace.rank(relativeTolerance: relativeTolerance)
        let poles = try subspace.poles(rank: min(rank, maximumRank))
        let components = merged(poles)
        let sizes = try sourceAmplitudes(components)
        let symbols = components.map { symbol(max($0.frequency, lowestFrequency)) }
        // At a resonance the symbol vanishes; the size in u is then large but stays a number.
        let floor = 1e-12 * (symbols.max() ?? 0)
        let estimates = zip(components, zip(sizes, symbols)).map { component, pair in
            let (size, symbol) = pair
            return FrequencyEstimate(
                angularFrequency: component.frequency, amplitude: size > 0 ? size / max(symbol, floor) : 0,
                sourceAmplitude: size, modulus: component.modulus)
        }
        return FrequencySpectrum(
            estimates: estimates.sorted { $0.amplitude > $1.amplitude }, nyquistFrequency: Double.pi / spacing,
            sampleCount: samples.count, rank: rank, isTruncated: rank > maximumRank)
    }

    private struct Component {
        var frequency: Double
        var modulus: Double
    }

    private var length: Double { spacing * Double(samples.count - 1) }

    /// The frequency of half a period over the samples: below it, u is as large as a polynomial's.
    private var lowestFrequency: Double { Double.pi / length }

    /// Conjugates fall together under |arg z|. Frequencies nearer than a sixtieth of a resolution cell (2 pi / length)
    /// are one, and the lowest is always zero: the homogeneous part of u does not show in f.
    private func merged(_ poles: [ComplexNumber]) -> [Component] {
        let found = poles.map { z in
            Component(frequency: abs(atan2(z.imaginary, z.real)) / spacing, modulus: z.magnitude)
        }
        var result = [Component(frequency: 0, modulus: 1)]
        for component in found.sorted(by: { $0.frequency < $1.frequency })
        where (component.frequency - result[result.count - 1].frequency) * length > 0.1 {
            result.append(component)
        }
        return result
    }

    /// The least-squares fit of f by rho^j cos(omega x_j) and rho^j sin(omega x_j), and each component's size.
    private func sourceAmplitudes(_ components: [Component]) throws(FactorizationError) -> [Double] {
        let n = samples.count
        let starts = components.indices.map { $0 == 0 ? 0 : 2 * $0 - 1 }
        let columns = Matrix(rowCount: n, columnCount: 2 * components.count - 1) { target in
            for (component, start) in zip(components, starts) {
                // Powers count from the end at which the component is largest.
                let anchor = component.modulus > 1 ? n - 1 : 0
                for i in 0..<n {
                    let envelope = pow(component.modulus, Double(i - anchor))
                    let phase = component.frequency * spacing * (Double(i) - 0.5 * Double(n - 1))
                    target[i + start * n] = envelope * cos(phase)
                    if component.frequency > 0 { target[i + (start + 1) * n] = envelope * sin(phase) }
                }
            }
        }
        let weights = try leastSquares(columns, Vector(samples), relativeCutoff: 1e-14).solution
        return zip(components, starts).map { component, start in
            let width = component.frequency > 0 ? 2 : 1
            var part = Vector(count: n)
            for j in start..<start + width { part.add(columns.column(j), scaledBy: weights[j]) }
            let rootMeanSquare = part.norm / Double(n).squareRoot()
            return component.frequency > 0 ? rootMeanSquare * 2.0.squareRoot() : rootMeanSquare
        }
    }
}
