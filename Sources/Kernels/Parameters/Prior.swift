#if canImport(Glibc)
    import Glibc
#endif

/// A prior density p(v) of a parameter's value v > 0 (or any v for `normal`), in natural units.
public enum Prior: Sendable, Equatable, Codable {
    /// log v is normal with this mean and standard deviation.
    case logNormal(mean: Double, standardDeviation: Double)
    /// v is normal.
    case normal(mean: Double, standardDeviation: Double)
    /// v is gamma: density v^(shape-1) exp(-rate v), up to a constant.
    case gamma(shape: Double, rate: Double)
    /// v is inverse gamma: density v^(-shape-1) exp(-rate / v), up to a constant.
    case inverseGamma(shape: Double, rate: Double)
    /// v = |n|, n normal with mean zero and this standard deviation.
    case halfNormal(standardDeviation: Double)
    /// Jeffreys' prior of a scale: density 1/v, flat in log v; it cannot be normalised.
    case jeffreys

    /// log p(v), normalised where it can be.
    public func logDensity(_ v: Double) -> Double {
        let halfLogTwoPi = 0.918_938_533_204_672_741_78
        switch self {
        case .logNormal(let mean, let s):
            let t = (log(v) - mean) / s
            return -0.5 * t * t - log(v) - log(s) - halfLogTwoPi
        case .normal(let mean, let s):
            let t = (v - mean) / s
            return -0.5 * t * t - log(s) - halfLogTwoPi
        case .gamma(let shape, let rate):
            return shape * log(rate) - lgamma(shape) + (shape - 1) * log(v) - rate * v
        case .inverseGamma(let shape, let rate):
            return shape * log(rate) - lgamma(shape) - (shape + 1) * log(v) - rate / v
        case .halfNormal(let s):
            let t = v / s
            return -0.5 * t * t - log(s) - halfLogTwoPi + log(2)
        case .jeffreys:
            return -log(v)
        }
    }

    /// d log p(v) / dv.
    public func logDensitySlope(_ v: Double) -> Double {
        switch self {
        case .logNormal(let mean, let s): -((log(v) - mean) / (s * s) + 1) / v
        case .normal(let mean, let s): -(v - mean) / (s * s)
        case .gamma(let shape, let rate): (shape - 1) / v - rate
        case .inverseGamma(let shape, let rate): (rate / v - (shape + 1)) / v
        case .halfNormal(let s): -v / (s * s)
        case .jeffreys: -1 / v
        }
    }
}
