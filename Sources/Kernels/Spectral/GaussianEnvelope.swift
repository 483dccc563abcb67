import CVectorMath

#if canImport(Glibc)
    import Glibc
#endif

/// The envelope E(d) = exp(-l d²) with decay l, in inverse squared units of the input.
public struct GaussianEnvelope: SpectralEnvelope {
    /// The Gaussian envelope.
    public init() {}

    public var smoothness: Int { .max }
    public var rateExponent: Double { 0.5 }

    public func write(rate l: Double, _ lags: UnsafePointer<Double>, into derivatives: Tile) {
        let count = derivatives.rowCount
        let first = derivatives.column(0)
        for i in 0..<count { first[i] = -l * lags[i] * lags[i] }
        cv_exp(first, first, count)
        // E^(n+1) = -2 l (d E^(n) + n E^(n-1)): Hermite's recurrence.
        for n in 0..<(derivatives.columnCount - 1) {
            let (next, current) = (derivatives.column(n + 1), derivatives.column(n))
            for i in 0..<count { next[i] = -2 * l * lags[i] * current[i] }
            if n > 0 {
                let previous = derivatives.column(n - 1)
                for i in 0..<count { next[i] -= 2 * l * Double(n) * previous[i] }
            }
        }
    }

    public func spectralDensity(rate l: Double, at frequency: Double) -> Double {
        (Double.pi / l).squareRoot() * exp(-Double.pi * Double.pi * frequency * frequency / l)
    }

    public func rate(bandwidth: Double) -> Double { 2 * Double.pi * Double.pi * bandwidth * bandwidth }
}
