#if canImport(Glibc)
    import Glibc
#endif

/// Sines and cosines with polynomial envelopes: cos(ω_q x) P_n(t) and sin(ω_q x) P_n(t), n < N, on an interval [a, b]
/// with t = 2(x - a)/(b - a) - 1 and Legendre polynomials P_n.
///
/// The order is: for each frequency N cosines, then N sines (none for frequency zero). Outside [a, b] the polynomials
/// grow. Derivatives of all orders by Leibniz' rule and P_(n+1)^(k) = P_(n-1)^(k) + (2n+1) P_n^(k-1).
public struct LegendreEnvelope: FeatureMap {
    /// The angular frequencies ω_q ≥ 0, in radians per unit of the input.
    public let angularFrequencies: [Double]
    /// The number N of polynomials per cosine or sine.
    public let polynomialCount: Int
    /// The interval [a, b].
    public let interval: ClosedRange<Double>

    /// The features of the given angular frequencies (radians per unit), with N polynomials each.
    public init(angularFrequencies: [Double], polynomialCount: Int = 8, interval: ClosedRange<Double>) {
        precondition(!angularFrequencies.isEmpty && polynomialCount >= 1, "There must be a frequency and a polynomial.")
        precondition(interval.lowerBound < interval.upperBound, "The interval must have a positive length.")
        self.angularFrequencies = angularFrequencies
        self.polynomialCount = polynomialCount
        self.interval = interval
    }

    public var featureCount: Int {
        angularFrequencies.reduce(0) { $0 + ($1 == 0 ? polynomialCount : 2 * polynomialCount) }
    }

    public var smoothness: Int { .max }

    /// Variances λ = w_q ρ^(2n) (2n+1) for the coefficients, in the order of the features: with these the kernel is
    /// Σ_q w_q cos(ω_q (x - z)) Σ_n ρ^(2n) (2n+1) P_n(t) P_n(t').
    public func variances(weights: [Double], decay rho: Double) -> [Double] {
        precondition(weights.count == angularFrequencies.count, "There must be one weight per frequency.")
        return zip(angularFrequencies, weights).flatMap { omega, weight in
            let row = (0..<polynomialCount).map { weight * pow(rho, 2 * Double($0)) * Double(2 * $0 + 1) }
            return omega == 0 ? row : row + row
        }
    }

    public func fill(_ features: Tile, order: Int, at points: Points) {
        let count = points.count
        let frequencies = angularFrequencies
        withPolynomials(upTo: order, at: points) { polynomial in
            var f = 0
            for omega in frequencies {
                for phase in 0..<(omega == 0 ? 1 : 2) {
                    // sin(ωx) = cos(ωx - π/2): three quarter turns more.
                    Turns.withRows(points.base, frequency: omega / (2 * Double.pi), count: count) { turns in
                        for n in 0..<polynomialCount {
                            let out = features.column(f + n)
                            out.update(repeating: 0, count: count)
                            for j in 0...order {
                                let (factor, p) = (binomial(order, j) * pow(omega, Double(j)), polynomial(n, order - j))
                                for i in 0..<count {
                                    out[i] += factor * turns.cosine(i, quarterTurns: j + 3 * phase) * p[i]
                                }
                            }
                        }
                    }
                    f += polynomialCount
                }
            }
        }
    }

    /// Calls `body` with a function that gives the row of d^k P_n/dx^k at the points.
    private func withPolynomials(
        upTo order: Int, at points: Points, _ body: ((_ n: Int, _ k: Int) -> UnsafeMutablePointer<Double>) -> Void
    ) {
        let (count, width) = (points.count, polynomialCount)
        let slope = 2 / (interval.upperBound - interval.lowerBound)
        Tile.withScratch(rowCount: count, columnCount: width * (order + 1)) { table in
            func row(_ n: Int, _ k: Int) -> UnsafeMutablePointer<Double> { table.column(n + k * width) }
            table.fill(repeating: 0)
            for i in 0..<count {
                let t = slope * (points[i, 0] - interval.lowerBound) - 1
                row(0, 0)[i] = 1
                if width > 1 { row(1, 0)[i] = t }
                for n in 1..<Swift.max(width - 1, 1) {
                    // (n+1) P_(n+1) = (2n+1) t P_n - n P_(n-1).
                    row(n + 1, 0)[i] =
                        (Double(2 * n + 1) * t * row(n, 0)[i] - Double(n) * row(n - 1, 0)[i]) / Double(n + 1)
                }
                for k in 1..<Swift.max(order + 1, 1) {
                    for n in 0..<(width - 1) {
                        let before = n > 0 ? row(n - 1, k)[i] : 0
                        row(n + 1, k)[i] = before + slope * Double(2 * n + 1) * row(n, k - 1)[i]
                    }
                }
            }
            body(row)
        }
    }
}
