import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// cos(omega x) P_n(t) and sin(omega x) P_n(t) for a list of frequencies: a spectral mixture with Legendre envelopes.
///
/// The envelope absorbs what the frequency misses, up to about one resolution cell. Degree 7 (eight polynomials) was
/// found flat from eight upwards on the sinusoidal suite. The frequency zero, which spans the operator's null space,
/// contributes the polynomials alone.
public struct OscillatingFeatures: FeatureSet {
    /// The angular frequencies in radians per unit of x, zero first.
    public let angularFrequencies: [Double]
    private let table: LegendreTable
    private let tolerance: Double
    private var center: Double { 0.5 * (table.lower + table.upper) }

    /// Features for the given frequencies and always for zero.
    ///
    /// - Parameter tolerance: the tolerance with which the frequencies were found, for the label.
    public init(
        angularFrequencies: [Double], tolerance: Double, envelopeCount: Int = 8, lower: Double, upper: Double
    ) {
        precondition(lower < upper && envelopeCount >= 1, "Oscillating features need an interval.")
        self.angularFrequencies = [0] + angularFrequencies.filter { $0 > 0 }
        self.tolerance = tolerance
        table = LegendreTable(lower: lower, upper: upper, count: envelopeCount)
    }

    /// The number of features that as many frequencies beside zero would give.
    static func count(oscillations: Int, envelopeCount: Int = 8) -> Int { (2 * oscillations + 1) * envelopeCount }

    /// Eight for zero and sixteen for each other frequency.
    public var count: Int {
        Self.count(oscillations: angularFrequencies.count - 1, envelopeCount: table.count)
    }
    /// The family, the number of frequencies and the tolerance with which they were read.
    public var label: String {
        "\(angularFrequencies.count) frequencies with Legendre envelopes, read to \(tolerance)"
    }
    /// Two digits above rounding.
    public var relativeCutoff: Double { 1e-14 }

    /// See ``FeatureSet``; by Leibniz' rule, O(count order^2) a point.
    public func derivatives(upTo order: Int, at points: [Double]) -> [Matrix] {
        let m = points.count
        let envelopes = table.derivatives(upTo: order, at: points)
        var result = (0...order).map { _ in Matrix(rowCount: m, columnCount: count) }
        for k in 0...order {
            result[k].withUnsafeMutablePointer { target in
                var column = target
                envelopes[k].withUnsafePointer { column.update(from: $0, count: m * table.count) }
                column += m * table.count
                for omega in angularFrequencies.dropFirst() {
                    for shift in [0.0, -0.5 * Double.pi] {
                        accumulate(order: k, omega: omega, shift: shift, points, envelopes, into: column)
                        column += m * table.count
                    }
                }
            }
        }
        return result
    }

    /// Adds sum_j C(k, j) omega^j cos(omega x + shift + j pi / 2) P^(k - j).
    private func accumulate(
        order k: Int, omega: Double, shift: Double, _ points: [Double], _ envelopes: [Matrix],
        into target: UnsafeMutablePointer<Double>
    ) {
        let m = points.count
        for j in 0...k {
            let factor = Binomial.coefficient(k, j) * pow(omega, Double(j))
            let phase = shift + 0.5 * Double.pi * Double(j)
            let wave = points.map { factor * cos(omega * ($0 - center) + phase) }
            envelopes[k - j].withUnsafePointer { p in
                for n in 0..<table.count {
                    for i in 0..<m { target[i + n * m] += wave[i] * p[i + n * m] }
                }
            }
        }
    }
}

/// Binomial coefficients of the small orders that Leibniz' rule needs.
enum Binomial {
    static func coefficient(_ n: Int, _ k: Int) -> Double {
        (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
}
