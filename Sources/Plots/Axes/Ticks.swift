#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A mark on an axis; minor ones have no label.
struct Tick: Sendable, Equatable {
    var value: Double
    var label: String?
}

/// The step 1, 2 or 5 times a power of ten that gives about `count` ticks over `length`, as (digit, exponent).
func tickStep(over length: Double, about count: Int) -> (digit: Int, exponent: Int) {
    let ideal = length / Double(count)
    var exponent = Int(floor(log10(ideal)))
    let ratio = ideal / pow(10, Double(exponent))
    // Geometric means of neighbours part the intervals: √2, √10, √50.
    let digit = ratio < 1.4142 ? 1 : ratio < 3.1623 ? 2 : ratio < 7.0711 ? 5 : 10
    if digit == 10 { exponent += 1 }
    return (digit == 10 ? 1 : digit, exponent)
}

/// All multiples of the step within `range`, with decimal labels of equal form.
///
/// A multiple is formed as an integer times a power of ten, so that 0.3 is not printed as 0.30000000000000004.
func linearTicks(in range: ClosedRange<Double>, about count: Int) -> [Tick] {
    let (digit, exponent) = tickStep(over: range.upperBound - range.lowerBound, about: count)
    let step = scaled(Double(digit), exponent)
    let slack = 1e-9 * step
    let first = ((range.lowerBound - slack) / step).rounded(.up)
    let last = ((range.upperBound + slack) / step).rounded(.down)
    // An interval of a few rounding units has no decimal ticks worth the name.
    guard last >= first, last - first < 1000, abs(first) < 1e15, abs(last) < 1e15 else {
        return [Tick(value: range.lowerBound, label: shortText(range.lowerBound))]
    }
    let multiples = (0...Int(last - first)).map { Int(first) * digit + $0 * digit }
    return zip(multiples, tickLabels(multiples, exponent: exponent)).map { multiple, label in
        Tick(value: scaled(Double(multiple), exponent), label: label)
    }
}

/// value · 10^exponent, correctly rounded for small exponents.
func scaled(_ value: Double, _ exponent: Int) -> Double {
    exponent >= 0 ? value * pow(10, Double(exponent)) : value / pow(10, Double(-exponent))
}

/// Decades, every so many that the labels fit; below two decades their multiples by 2 and 5 too, and where even these
/// are fewer than two, linear ticks. Unlabelled marks at all digits where decades are far apart.
func logarithmicTicks(in range: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
    let slack = 1e-9
    let (first, last) = (Int((low - slack).rounded(.down)), Int((high + slack).rounded(.up)))
    let isInside = { (value: Double) in
        value >= range.lowerBound * (1 - slack) && value <= range.upperBound * (1 + slack)
    }
    let decades = (first...last).filter { isInside(scaled(1, $0)) }
    if high - low < 2 {
        let ticks = (first...last).flatMap { exponent in
            [1.0, 2, 5].map { scaled($0, exponent) }.filter(isInside)
        }
        if ticks.count >= 3 { return ticks.map { Tick(value: $0, label: shortText($0)) } }
        return linearTicks(in: range, about: 4).filter { $0.value > 0 }
    }
    let stride = max(1, (decades.count + count - 1) / count)
    var ticks = decades.map { exponent in
        Tick(value: scaled(1, exponent), label: exponent % stride == 0 ? "10" + superscript(exponent) : nil)
    }
    if decades.count <= 6 {
        for exponent in first...last {
            ticks += (2...9).map { scaled(Double($0), exponent) }.filter(isInside).map { Tick(value: $0, label: nil) }
        }
    }
    return ticks
}
