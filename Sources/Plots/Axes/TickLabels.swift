/// Labels for integers times 10^exponent: plain decimals where they are short, else mantissa and power of ten.
func tickLabels(_ multiples: [Int], exponent: Int) -> [String] {
    let largest = multiples.map(\.magnitude).max() ?? 0
    let size = String(largest).count + exponent
    if exponent >= -5 && size <= 7 {
        return multiples.map { decimalText($0, exponent: exponent) }
    }
    // One power for all labels, that of the largest.
    let power = size - 1
    return multiples.map { multiple in
        multiple == 0 ? "0" : decimalText(multiple, exponent: exponent - power) + "·10" + superscript(power)
    }
}

/// multiple · 10^exponent in decimal notation, with −exponent decimals.
func decimalText(_ multiple: Int, exponent: Int) -> String {
    let sign = multiple < 0 ? "−" : ""
    var digits = String(multiple.magnitude)
    if multiple == 0 { return "0" }
    if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
    let decimals = -exponent
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals - digits.count + 1) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    return sign + digits[..<point] + "." + digits[point...]
}

/// A number with a true minus sign and powers of ten in superscript.
func shortText(_ value: Double) -> String {
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    if let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) {
        var mantissa = String(text[..<mark])
        if mantissa.hasSuffix(".0") { mantissa.removeLast(2) }
        text = (mantissa == "1" ? "" : mantissa + "·") + "10" + superscript(exponent)
    }
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
}

/// An integer in superscript digits.
func superscript(_ value: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(value).map { character in character.wholeNumberValue.map { digits[$0] } ?? "⁻" })
}
