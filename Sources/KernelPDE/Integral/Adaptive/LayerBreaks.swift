#if canImport(Glibc)
    import Glibc
#endif

/// Breaks that set boundary and interior layers apart before anything is solved.
///
/// A layer that no piece resolves spreads ripples over the whole domain, and bisection then refines everywhere, one level a
/// round. But the equation itself says how wide its layers are: near an end, solutions of the homogeneous equation decay like
/// exp(-x / w) with w = |a_m / a_k|^(1 / (m - k)) for the term k that dominates; at a zero of a_1 the layer of a second-order
/// equation is a Gaussian of width sqrt(|a_2 / a_1'|). A piece of 36 w (8.5 widths) holds the layer down to rounding and has a
/// moderate degree. Where no layer forms, the breaks cost a piece.
package enum LayerBreaks {
    private static let decayLengths = 36.0
    private static let gaussianWidths = 8.5
    /// Wider layers need no help.
    private static let widestPart = 0.125
    private static let sampleCount = 64

    /// The breaks with those for layers added.
    package static func adding(to breaks: [Double], equation: LinearEquation) -> [Double] {
        var result = breaks
        let narrowest = 1e-13 * max(abs(breaks[0]), abs(breaks[breaks.count - 1]))
        for (a, b) in zip(breaks, breaks.dropFirst()) {
            let interval = Interval(a, b)
            let lower = decayLengths * width(equation, at: interval.point(-1))
            let upper = decayLengths * width(equation, at: interval.point(1))
            if lower < widestPart * interval.length, lower > narrowest { result.append(a + lower) }
            if upper < widestPart * interval.length, upper > narrowest { result.append(b - upper) }
            if equation.order == 2 {
                for (center, width) in turningPoints(equation, on: interval) {
                    let reach = gaussianWidths * width
                    guard reach < widestPart * interval.length, reach > narrowest else { continue }
                    for x in [center - reach, center + reach] where x > a + lower && x < b - upper { result.append(x) }
                }
            }
        }
        let sorted = result.sorted()
        return sorted.enumerated().filter { $0 == 0 || $1 > sorted[$0 - 1] }.map(\.element)
    }

    /// The shortest decay length at a point; infinite where nothing decays.
    private static func width(_ equation: LinearEquation, at x: Double) -> Double {
        let m = equation.order
        let values = equation.rows([x]).map { $0[0] }
        guard values[m] != 0 else { return .infinity }
        var shortest = Double.infinity
        for k in 0..<m where values[k] != 0 {
            let ratio = values[k] / values[m]
            // u'' + c u with c > 0 oscillates.
            if m - k == 2, ratio > 0 { continue }
            shortest = min(shortest, pow(abs(ratio), -1 / Double(m - k)))
        }
        return shortest > 0 && shortest.isFinite ? shortest : .infinity
    }

    /// Zeros of a_1 with the width of the layer there.
    private static func turningPoints(
        _ equation: LinearEquation, on interval: Interval
    ) -> [(center: Double, width: Double)] {
        let points = (0...sampleCount).map { interval.point(2 * Double($0) / Double(sampleCount) - 1) }
        let a1 = equation.rows(points)[1]
        var result: [(Double, Double)] = []
        for i in 0..<sampleCount where a1[i] * a1[i + 1] < 0 || (a1[i] == 0 && i > 0 && a1[i - 1] * a1[i + 1] < 0) {
            var (lower, upper) = a1[i] == 0 ? (points[i - 1], points[i + 1]) : (points[i], points[i + 1])
            let slope = abs((a1[i + 1] - a1[i]) / (points[i + 1] - points[i]))
            let isNegative = (a1[i] == 0 ? a1[i - 1] : a1[i]) < 0
            for _ in 0..<60 {
                let middle = 0.5 * (lower + upper)
                let value = equation.rows([middle])[1][0]
                if (value < 0) == isNegative, value != 0 { lower = middle } else { upper = middle }
            }
            let center = upper
            let a2 = abs(equation.rows([center])[2][0])
            if slope > 0, a2 > 0 { result.append((center, (a2 / slope).squareRoot())) }
        }
        return result
    }
}
