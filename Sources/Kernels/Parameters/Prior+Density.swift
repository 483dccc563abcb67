#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

private let halfLogTwoPi = 0.918_938_533_204_672_741_78

extension Prior {
    /// log p(v), normalised.
    public func logDensity(_ v: Double) -> Double {
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
        case .halfCauchy(let scale):
            let t = v / scale
            // log(1 + t²) without overflow.
            let logTail = t > 1 ? 2 * log(t) + log1p(1 / t / t) : log1p(t * t)
            return log(2 / Double.pi) - log(scale) - logTail
        case .horseshoe(let scale):
            let t = v / scale
            let q = 0.5 * t * t
            // 2/(s √(2π³)) exp(q) E₁(q); the last two factors are 1/q far out and -γ - log q near zero.
            let logQ = 2 * log(t) - log(2)
            let logTail: Double
            if q > 1e300 {
                logTail = -logQ
            } else {
                logTail = log(q > 1e-300 ? ExponentialIntegral.scaled(q) : -0.577_215_664_901_532_86 - logQ)
            }
            return log(2) - halfLogTwoPi - log(Double.pi) - log(scale) + logTail
        }
    }

    /// d log p(v) / dv.
    public func logDensitySlope(_ v: Double) -> Double {
        switch self {
        case .logNormal(let mean, let s): return -((log(v) - mean) / (s * s) + 1) / v
        case .normal(let mean, let s): return -(v - mean) / (s * s)
        case .gamma(let shape, let rate): return (shape - 1) / v - rate
        case .inverseGamma(let shape, let rate): return (rate / v - (shape + 1)) / v
        case .halfNormal(let s): return -v / (s * s)
        case .halfCauchy(let scale):
            let t = v / scale
            return t > 1 ? -2 / v / (1 + 1 / t / t) : -2 * t / (1 + t * t) / scale
        case .horseshoe(let scale):
            // d log(exp(q) E₁(q))/dq = 1 - 1/(q exp(q) E₁(q)) = -r(q)/q, with q = v²/(2 s²) and dq/dv = 2 q/v.
            let t = v / scale
            return -2 * ExponentialIntegral.reciprocalExcess(0.5 * t * t) / v
        }
    }
}

extension Prior {
    /// A value drawn from the prior.
    public func sample(using generator: inout SeededGenerator) -> Double {
        switch self {
        case .logNormal(let mean, let s): return exp(mean + s * generator.normal())
        case .normal(let mean, let s): return mean + s * generator.normal()
        case .gamma(let shape, let rate): return generator.gamma(shape: shape) / rate
        case .inverseGamma(let shape, let rate): return rate / generator.gamma(shape: shape)
        case .halfNormal(let s): return s * abs(generator.normal())
        case .halfCauchy(let scale): return scale * tan(0.5 * Double.pi * generator.uniform())
        case .horseshoe(let scale):
            let local = tan(0.5 * Double.pi * generator.uniform())
            return scale * local * abs(generator.normal())
        }
    }
}
