#if canImport(Glibc)
    import Glibc
#endif

/// The exponential integral E₁(t) = ∫_t^∞ exp(-u)/u du for t > 0, in forms that neither over- nor underflow.
public enum ExponentialIntegral {
    /// exp(t) E₁(t): falls from infinity at zero, like 1/t far out.
    public static func scaled(_ t: Double) -> Double {
        t < 1 ? exp(t) * series(t) : 1 / (t + reciprocalExcess(t))
    }

    /// 1/(exp(t) E₁(t)) - t, which rises from 0 at zero to 1 far out; without the cancellation of that formula.
    ///
    /// From t = 1 on by the continued fraction E₁(t) = exp(-t)/(t + 1/(1 + 1/(t + 2/(1 + 2/(t + ...))))), whose even
    /// part is 1/(t + 1 - 1/(t + 3 - 4/(t + 5 - ...))) (DLMF 6.9.1), evaluated backwards; below by the series.
    public static func reciprocalExcess(_ t: Double) -> Double {
        guard t >= 1 else { return t > 0 ? 1 / (exp(t) * series(t)) - t : (t == 0 ? 0 : .nan) }
        guard t < .infinity else { return 1 }
        // The terms needed fall with t: 120 at t = 1 leave less than 1e-17.
        var tail = 0.0
        for k in stride(from: 120, through: 1, by: -1) {
            let k = Double(k)
            tail = k * k / (t + 2 * k + 1 - tail)
        }
        return 1 - tail
    }

    /// E₁(t) = -γ - log t - Σ_k (-t)^k/(k k!), DLMF 6.6.2; for t < 1.
    private static func series(_ t: Double) -> Double {
        let gamma = 0.577_215_664_901_532_860_61
        var (term, sum) = (1.0, 0.0)
        for k in 1...24 {
            term *= -t / Double(k)
            sum += term / Double(k)
        }
        return -gamma - log(t) - sum
    }
}
