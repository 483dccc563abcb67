/// A length on the page with at most two decimals: the same number is the same text on every machine.
func fixed(_ value: Double) -> String {
    let hundredths = Int((min(max(value.isNaN ? 0 : value, -1e6), 1e6) * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// Text with the characters escaped that mean something in XML, and those dropped that may not occur in it.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&apos;"
        case "\t", "\n", "\r": result += " "
        case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// About the width of a text in a sans-serif font; generous, since the reader's font is not known.
func textWidth(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { width, scalar in
        switch scalar {
        case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "·": width + 0.34
        case "m", "w", "M", "W", "@", "%": width + 0.95
        case "⁰"..."⁹", "¹", "²", "³", "⁻": width + 0.42
        case "A"..."Z": width + 0.70
        default: width + 0.60
        }
    } * size
}
