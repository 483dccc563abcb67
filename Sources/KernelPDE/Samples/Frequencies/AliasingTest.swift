/// Whether the frequencies that explain uniform samples come near the Nyquist limit, where aliased ones may be folded to.
///
/// A tone above the limit folds to a lower one and is then reproduced to rounding, left-out samples included: no residual,
/// evidence or variance can see it. What folds to the upper fifth of the band is caught here; what folds lower shows only
/// at points off the grid. Polynomials and combs need no such test: they cannot follow samples that oscillate as fast,
/// and the held-out equations say so. (A test of the periodogram was rejected: the spectrum of a layer or a kink
/// reaches the limit without being folded.)
struct AliasingTest {
    /// pi / h in radians per unit of x.
    let nyquistFrequency: Double
    /// The strongest significant frequency above 0.8 of the limit, if there is one.
    let suspiciousFrequency: Double?

    /// The part of the band above which frequencies are suspicious.
    static let safeFraction = 0.8
    /// The share of the largest component of f from which on a component is significant.
    static let significantShare = 1e-6

    /// - Parameter spectrum: the frequencies that the solution is made of, if it is made of any.
    init(spacing: Double, spectrum: FrequencySpectrum?) {
        nyquistFrequency = Double.pi / spacing
        let limit = Self.safeFraction * nyquistFrequency
        let estimates = spectrum?.estimates ?? []
        let largest = estimates.reduce(0) { max($0, $1.sourceAmplitude) }
        suspiciousFrequency =
            estimates.first {
                $0.angularFrequency > limit && $0.sourceAmplitude >= Self.significantShare * largest
            }?.angularFrequency
    }
}
