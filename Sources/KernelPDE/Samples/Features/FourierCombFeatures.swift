import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// 1, t, ..., t^m and cos(omega_k x), sin(omega_k x) with the periods of twice the interval, omega_k = k pi / (b - a).
///
/// The doubled period lets a function that is not periodic be extended smoothly. The waves carry the weights omega^-m, so
/// that the prior spectrum of the highest derivative is flat: with equal weights the top frequency would drown the low
/// ones. The powers up to the operator's order m hold its null space and one more.
public struct FourierCombFeatures: FeatureSet {
    private let lower: Double
    private let upper: Double
    private let frequencyCount: Int
    private let powerCount: Int

    /// A comb of `frequencyCount` frequencies for an operator of the given order.
    public init(frequencyCount: Int, operatorOrder: Int, lower: Double, upper: Double) {
        precondition(lower < upper && frequencyCount >= 1, "A comb needs an interval and a frequency.")
        self.lower = lower
        self.upper = upper
        self.frequencyCount = frequencyCount
        powerCount = operatorOrder + 1
    }

    /// The powers and two waves a frequency.
    public var count: Int { powerCount + 2 * frequencyCount }
    /// The family and its number of frequencies.
    public var label: String { "Fourier comb of \(frequencyCount) frequencies on twice the interval" }
    /// Three digits above rounding: the extension is not unique, so small directions abound.
    public var relativeCutoff: Double { 1e-13 }

    /// See ``FeatureSet``; O(count order) a point.
    public func derivatives(upTo order: Int, at points: [Double]) -> [Matrix] {
        let m = points.count
        let slope = 2 / (upper - lower)
        let centered = points.map { $0 - 0.5 * (lower + upper) }
        return (0...order).map { k in
            Matrix(
                rowCount: m, columnCount: count,
                initializingColumnMajorWith: { target in
                    for power in 0..<powerCount {
                        let falling = (0..<k).reduce(1.0) { $0 * Double(power - $1) * slope }
                        for i in 0..<m {
                            let t = centered[i] * slope
                            target[i + power * m] = power < k ? 0 : falling * pow(t, Double(power - k))
                        }
                    }
                    for q in 1...frequencyCount {
                        let omega = Double.pi * Double(q) / (upper - lower)
                        let weight = pow(omega, Double(k - (powerCount - 1)))
                        let cosine = target + (powerCount + q - 1) * m
                        let sine = cosine + frequencyCount * m
                        let phase = 0.5 * Double.pi * Double(k)
                        for i in 0..<m {
                            cosine[i] = weight * cos(omega * centered[i] + phase)
                            sine[i] = weight * sin(omega * centered[i] + phase)
                        }
                    }
                })
        }
    }
}
