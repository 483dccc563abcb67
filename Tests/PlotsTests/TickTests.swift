import Foundation
import Plots
import Testing

/// Ticks are read back from the drawn figure.
@Suite struct TickTests {
    /// The labels of the vertical axis, as numbers.
    private func labels(_ text: String, anchor: String) -> [Double] {
        text.split(separator: "\n").filter {
            $0.contains("text-anchor=\"\(anchor)\"") && $0.contains("font-size=\"11\"")
        }
        .compactMap { line in
            let label = line.split(separator: ">")[1].split(separator: "<")[0]
            return Self.number(String(label))
        }
    }

    /// Reads `−1.5·10⁻⁷` and `10³`.
    private static func number(_ label: String) -> Double? {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        var text = label.replacingOccurrences(of: "−", with: "-")
        guard let ten = text.range(of: "10", options: .backwards), ten.upperBound < text.endIndex,
            "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(text[ten.upperBound])
        else { return Double(text) }
        let exponent = text[ten.upperBound...].map { character in
            digits.firstIndex(of: character).map { Character("\($0)") } ?? "-"
        }
        text = String(text[..<ten.lowerBound]).replacingOccurrences(of: "·", with: "")
        return Double((text.isEmpty ? "1" : text) + "e" + String(exponent))
    }

    @Test(arguments: [
        (0.0, 1.0), (-3.7, 12.9), (0.001, 0.0017), (1958, 1990), (-2e-9, 5e-9), (1e12, 9e12), (0, 250_000),
        (99.9, 100.1),
    ])
    func linearTicksAreMultiplesOfOneTwoFive(low: Double, high: Double) throws {
        var figure = Figure(y: Axis(range: low...high))
        figure.line(x: [0, 1], y: [low, high])
        let ticks = labels(try figure.svg(), anchor: "end")
        #expect((3...10).contains(ticks.count))
        let step = (ticks[ticks.count - 1] - ticks[0]) / Double(ticks.count - 1)
        let digit = step / pow(10, floor(log10(step * 1.000001)))
        #expect([1.0, 2, 5].contains { abs(digit - $0) < 1e-3 })
        for tick in ticks { #expect(abs(tick / step - (tick / step).rounded()) < 1e-6) }
        // They cover the range: no further tick would fit.
        let slack = 1e-9 * (high - low)
        #expect(ticks[0] >= low - slack && ticks[0] - step < low)
        #expect(ticks[ticks.count - 1] <= high + slack && ticks[ticks.count - 1] + step > high)
    }

    @Test func labelsAreExactDecimals() throws {
        var figure = Figure(y: Axis(range: 0...0.7))
        figure.line(x: [0, 1], y: [0, 0.7])
        let text = try figure.svg()
        #expect(text.contains(">0.3</text>") && !text.contains("0.30000"))
    }

    @Test(arguments: [(1e-16, 1.0), (1e-3, 1e4), (1, 50), (2, 3), (1e-300, 1e300)])
    func logarithmicTicksAreRoundAndWithinTheRange(low: Double, high: Double) throws {
        var figure = Figure(y: Axis(scale: .logarithmic, range: low...high))
        figure.line(x: [0, 1], y: [low, high])
        let text = try figure.svg()
        let ticks = labels(text, anchor: "end")
        #expect((2...12).contains(ticks.count))
        #expect(ticks.allSatisfy { $0 >= low * 0.999 && $0 <= high * 1.001 })
        #expect(ticks == ticks.sorted())
        if high / low > 100 {
            let decades = ticks.map { log10($0) }
            let gaps = zip(decades, decades.dropFirst()).map { $1 - $0 }
            #expect(gaps.allSatisfy { abs($0 - gaps[0]) < 1e-6 && abs($0 - $0.rounded()) < 1e-6 })
        }
    }

    @Test func zeroIsAGapOnALogarithmicAxis() throws {
        var figure = Figure(y: Axis(scale: .logarithmic))
        figure.line(x: [0, 1, 2, 3], y: [1, 0, 10, 100], style: LineStyle(color: .purple))
        let path = try #require(try figure.svg().split(separator: "\n").first { $0.contains("#CC79A7") })
        #expect(path.count { $0 == "M" } == 2)
    }
}
