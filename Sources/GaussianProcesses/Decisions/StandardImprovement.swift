#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// h(z) = φ(z) + z Φ(z), the expected excess of a standard normal variable over -z.
///
/// Goals: relative accuracy for all z, no underflow of log h, slopes consistent with the values.
///
/// For z < 0 the two terms cancel: at z = -10 twelve digits are lost. With x = -z and Mills' ratio
/// R(x) = Φ(-x)/φ(x) = 1/(x + c), c = 1/(x + 2/(x + 3/(x + ...))) (DLMF 7.9.1), h = φ (1 - x R) = φ c/(x + c), which is a
/// product of positive numbers, and (log h)' = Φ/h = 1/c. The fraction converges like exp(-2x√(2k)) in its length k: 200
/// terms suffice from x = 1 on. Rejected: log(1 - x R) through erfcx with a separate expansion far out, which needs three
/// ranges.
enum StandardImprovement {
    static func value(_ z: Double) -> Double { exp(logarithm(z).value) }

    /// log h(z) and its slope Φ(z)/h(z).
    static func logarithm(_ z: Double) -> (value: Double, slope: Double) {
        guard z < -1 else {
            let cumulative = NormalDistribution.cumulative(z)
            let h = NormalDistribution.density(z) + z * cumulative
            return (log(h), cumulative / h)
        }
        let x = -z
        var c = 0.0
        for k in stride(from: 200, through: 1, by: -1) { c = Double(k) / (x + c) }
        return (NormalDistribution.logDensity(z) + log(c / (x + c)), 1 / c)
    }
}
