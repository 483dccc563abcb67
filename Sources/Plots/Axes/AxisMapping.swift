#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The map from numbers to places on the page along one axis.
struct AxisMapping: Sendable {
    let scale: Axis.Scale
    /// The numbers at the ends.
    let range: ClosedRange<Double>
    /// The places of the ends; the first is below or left.
    let start: Double
    let end: Double

    /// The place of a number; NaN where it has none.
    func callAsFunction(_ value: Double) -> Double {
        switch scale {
        case .linear:
            // Halves first: the difference of two huge ends may overflow.
            let t = (value / 2 - range.lowerBound / 2) / (range.upperBound / 2 - range.lowerBound / 2)
            return start + t * (end - start)
        case .logarithmic:
            guard value > 0 else { return .nan }
            let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
            return start + (log10(value) - low) / (high - low) * (end - start)
        }
    }

    var ticks: [Tick] {
        let room = abs(end - start)
        switch scale {
        case .linear: return linearTicks(in: range, about: max(2, Int(room / 70)))
        case .logarithmic: return logarithmicTicks(in: range, atMost: max(2, Int(room / 45)))
        }
    }
}

extension Axis {
    /// The numbers at the ends: the given range, or that of the data with a margin.
    ///
    /// - Parameter name: what errors call the axis.
    func shownRange(of span: Span, margin: Double, name: String, figure: String) throws(PlotError) -> ClosedRange<
        Double
    > {
        if let range {
            let isUsable = range.lowerBound.isFinite && range.upperBound.isFinite && range.lowerBound < range.upperBound
            if !isUsable || (isLogarithmic && range.lowerBound <= 0) {
                throw .badRange(figure: figure, axis: name, lower: range.lowerBound, upper: range.upperBound)
            }
            return range
        }
        if span.isEmpty { throw .noFiniteData(figure: figure) }
        if isLogarithmic {
            guard span.leastPositive.isFinite else { throw .noPositiveData(figure: figure, axis: name) }
            let (low, high) = (span.leastPositive, span.upper)
            if low == high { return max(low / 3, .leastNormalMagnitude)...min(high * 3, .greatestFiniteMagnitude) }
            let factor = span.isTight ? 1 : pow(high / low, margin)
            return max(low / factor, .leastNormalMagnitude)...min(high * factor, .greatestFiniteMagnitude)
        }
        return Self.linearRange(of: span, margin: margin)
    }

    /// The range of a linear axis; one of a single number is opened a little.
    static func linearRange(of span: Span, margin: Double) -> ClosedRange<Double> {
        // Beyond 8e307 lengths would overflow, and below 1e-290 vanish; nothing is lost by stopping there.
        let (low, high) = (min(max(span.lower, -8e307), 8e307), min(max(span.upper, -8e307), 8e307))
        if high - low < 1e-290 {
            let half = low == 0 ? 1 : max(abs(low) * 0.1, 1e-290)
            return (low - half)...(high + half)
        }
        let extra = span.isTight ? 0 : margin * (high - low)
        return (low == span.baseline ? low : low - extra)...(high == span.baseline ? high : high + extra)
    }

    private var isLogarithmic: Bool {
        if case .logarithmic = scale { true } else { false }
    }
}
