#if canImport(Glibc)
    import Glibc
#endif
import Kernels

/// The log-normal density: log s is normal.
public struct LogNormalScale: ContinuousScaleDensity, Codable, Equatable {
    /// The mean of log s.
    public var logMean: Parameter
    /// The standard deviation of log s.
    public var logStandardDeviation: Parameter

    /// The density whose logarithm has the given mean and standard deviation.
    public init(logMean: Double, logStandardDeviation: Double) {
        self.logMean = Parameter.real(logMean).fixed
        self.logStandardDeviation = .held(logStandardDeviation)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("logMean", &logMean)
        visit("logStandardDeviation", &logStandardDeviation)
    }

    public var tailIndex: Double { .infinity }
    public var modes: ClosedRange<Double> { logMean.value...logMean.value }

    public func logDensity(atLogScale u: Double) -> Double {
        let deviation = logStandardDeviation.value
        let t = (u - logMean.value) / deviation
        return -0.5 * t * t - log(deviation) - 0.918_938_533_204_672_741_78
    }

    public func parameterSlopes(atLogScale u: Double) -> [Double] {
        let deviation = logStandardDeviation.value
        let t = (u - logMean.value) / deviation
        return [t / deviation, (t * t - 1) / deviation]
    }
}

extension ScaleDensity where Self == LogNormalScale {
    /// The log-normal density whose logarithm has the given mean and standard deviation.
    public static func logNormal(logMean: Double, logStandardDeviation: Double) -> LogNormalScale {
        LogNormalScale(logMean: logMean, logStandardDeviation: logStandardDeviation)
    }
}
