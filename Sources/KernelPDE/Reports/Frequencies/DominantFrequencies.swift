#if canImport(Glibc)
    import Glibc
#endif

/// The angular frequencies that make up a solution, strongest in u first.
///
/// They are read off the highest derivative v, where a homogeneous polynomial part is absent. If samples of v are a short sum
/// of damped tones (``TonalModel``), the frequencies are exact to many digits and confirmed at points elsewhere in the
/// domain. If not (chirps, bumps), the peaks of a windowed spectrum of u are given (``SpectrumPeaks``). A constant or a
/// real exponential is no tone.
package struct DominantFrequencies: Sendable {
    /// The frequencies in radians per unit of x, by decreasing amplitude in u.
    package let values: [Double]
    /// Whether they come from an exact sum of tones.
    package let areExact: Bool

    /// Tones weaker than this part of the strongest are not listed.
    static let weakest = 1e-8

    package init(of series: PiecewiseSeries, order: Int) {
        let first = series.intervals[0]
        let domain = Interval(first.lower, series.intervals[series.intervals.count - 1].upper)
        let bandwidth = Self.bandwidth(of: series, domain: domain)
        guard bandwidth > 0, bandwidth * domain.length < 40_000 else {
            values = []
            areExact = false
            return
        }
        if let model = TonalModel(of: series, order: order, domain: domain, bandwidth: bandwidth) {
            values = model.frequencies
            areExact = true
        } else {
            values = SpectrumPeaks.frequencies(of: series, domain: domain, bandwidth: bandwidth)
            areExact = false
        }
    }

    /// An upper estimate of the frequencies present: the number of coefficients that matter over the half-length.
    private static func bandwidth(of series: PiecewiseSeries, domain: Interval) -> Double {
        var largest = 0.0
        for derivatives in series.derivatives {
            largest = max(largest, derivatives[derivatives.count - 1].coefficients.reduce(0) { max($0, abs($1)) })
        }
        guard largest > 0, largest.isFinite else { return 0 }
        var result = 0.0
        for (interval, derivatives) in zip(series.intervals, series.derivatives) {
            let v = derivatives[derivatives.count - 1].coefficients
            let count = (v.lastIndex { abs($0) > 1e-4 * largest } ?? -1) + 1
            // A narrow piece says nothing about frequencies below its own resolution.
            if count > 2 { result = max(result, Double(count) / interval.halfLength) }
        }
        return result
    }
}
