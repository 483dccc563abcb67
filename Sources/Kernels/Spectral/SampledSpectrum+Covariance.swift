import LinearAlgebra

extension SampledSpectrum {
    /// A kernel read off sampled covariances, and what had to be left out of them.
    public struct Estimate: Sendable {
        /// The kernel.
        public let kernel: SampledSpectrum
        /// The sum of the negative parts of the spectrum, which no covariance function has and which were set to zero, as
        /// a fraction of the sum of the positive ones; at rounding level for samples of a covariance that has decayed.
        public let clippedFraction: Double
    }

    /// The kernel with κ(jh) = c_j for the given covariances c_0, c_1, ..., c_(n-1) at lags 0, h, ..., (n - 1)h, by one
    /// Fourier transform: O(n log n).
    ///
    /// The covariances are continued evenly, with period 2(n - 1)h, which suits samples that have decayed by the last
    /// lag or that end at a period. Between the given lags the kernel is their trigonometric interpolant.
    ///
    /// - Throws: ``KernelError`` when there are fewer than two samples, one is not finite, or none has positive power.
    public static func estimate(covariances: Vector, spacing h: Double) throws(KernelError) -> Estimate {
        let n = covariances.count
        guard n >= 2, h > 0, covariances.allSatisfy(\.isFinite) else {
            throw .unsupported(
                kernel: "SampledSpectrum",
                reason: "covariances must be two or more finite numbers at a positive spacing.")
        }
        let length = 2 * (n - 1)
        let even = Vector((0..<length).map { covariances[Swift.min($0, length - $0)] })
        let powers = RealFourierTransform(length: length).forward(even).map { h * $0.real }
        // The line at the highest frequency is its own mirror image and counts once.
        var densities = powers.map { Swift.max($0, 0) }
        densities[n - 1] *= 0.5
        let (positive, negative) = powers.reduce((0, 0)) { ($0.0 + Swift.max($1, 0), $0.1 - Swift.min($1, 0)) }
        let kernel = try SampledSpectrum(densities: densities, spacing: 1 / (Double(length) * h), reading: .lines)
        return Estimate(kernel: kernel, clippedFraction: negative / positive)
    }

    /// The covariances κ(jh) at the lags j h, j = 0, ..., count - 1, with the spacing h = 1/(ΔM) for the least M ≥
    /// 2K + 2 times `oversampling`, by one Fourier transform of length M: O(M log M).
    public func covariance(count: Int, oversampling: Int = 1) -> (lags: Vector, values: Vector) {
        precondition(count >= 0 && oversampling >= 1, "There is no covariance at \(count) lags.")
        let length = 2 * densities.count * oversampling
        var padded = Vector(count: length)
        for (k, density) in densities.enumerated() { padded[k] = (k == 0 ? 1 : 2) * spacing * density }
        let sums = RealFourierTransform(length: length).forward(padded)
        let h = 1 / (spacing * Double(length))
        let lags = Vector((0..<count).map { h * Double($0) })
        let envelope = Vector(count: count) { out in
            lags.withUnsafePointer {
                TriangleTransform.write(
                    $0, spacing: spacing, into: Tile(base: out, rowCount: count, columnCount: 1, stride: count))
            }
        }
        let values = Vector(
            (0..<count).map { j in
                let place = j % length
                let sum = sums[Swift.min(place, length - place)].real
                return reading == .linear ? sum * envelope[j] : sum
            })
        return (lags, values)
    }
}
