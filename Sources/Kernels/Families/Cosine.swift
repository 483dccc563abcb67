#if canImport(Glibc)
    import Glibc
#endif

/// The cosine kernel k(x, z) = Π_c cos(2π (x_c - z_c)/p) with period p: random sinusoids of one known period.
///
/// A Gram matrix has rank 2^d at most. In one coordinate it is the covariance of a cos(2πx/p) + b sin(2πx/p) with
/// independent standard normal a and b.
public struct Cosine: LagKernel {
    /// The period p, in the units of the inputs.
    public var period: Parameter

    /// A cosine kernel with the given period.
    public init(period: Double = 1) { self.period = .positive(period) }

    public var smoothness: Int { .max }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("period", &period) }

    public func fillLag(
        order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        let factor = pow(2 * Double.pi / period.value, Double(n))
        Turns.withRows(lags, frequency: 1 / period.value, count: count) { turns in
            for i in 0..<count { values[i] = factor * turns.cosine(i, quarterTurns: n) }
        }
    }

    public func pullbackLag(
        order n: Int, _ lags: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        // κ depends on d/p only: ∂κ^(n)/∂p = -(n κ^(n) + d κ^(n+1))/p.
        let angular = 2 * Double.pi / period.value
        let factor = pow(angular, Double(n)) / period.value
        Turns.withRows(lags, frequency: 1 / period.value, count: count) { turns in
            var total = 0.0
            for i in 0..<count {
                let raised = lags[i] * angular * turns.cosine(i, quarterTurns: n + 1)
                total += weights[i] * (Double(n) * turns.cosine(i, quarterTurns: n) + raised)
            }
            gradient[0] -= factor * total
        }
    }
}
