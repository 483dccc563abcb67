/// Exact values of a function: arguments, correctly rounded results, and what the rounding left, in units in the
/// last place. Together the last two are good to 1e-7 units.
struct ReferenceTable: Sendable {
    let arguments: [Double]
    let results: [Double]
    let residuals: [Double]

    /// Reads three hexadecimal words an entry: the bits of two doubles and of a float.
    init(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        var arguments: [Double] = []
        var results: [Double] = []
        var residuals: [Double] = []
        for start in stride(from: 0, to: words.count - 2, by: 3) {
            arguments.append(Double(bitPattern: UInt64(words[start], radix: 16) ?? 0x7ff8_0000_0000_0000))
            results.append(Double(bitPattern: UInt64(words[start + 1], radix: 16) ?? 0x7ff8_0000_0000_0000))
            residuals.append(Double(Float(bitPattern: UInt32(words[start + 2], radix: 16) ?? 0x7fc0_0000)))
        }
        (self.arguments, self.results, self.residuals) = (arguments, results, residuals)
    }

    /// The error of `value` for entry `index`, in units in the last place of the exact result.
    func error(of value: Double, at index: Int) -> Double {
        let result = results[index]
        if value == result { return abs(residuals[index]) }
        return abs((value - result) / result.ulp - residuals[index])
    }
}
