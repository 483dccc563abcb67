/// The character between the fields of a row.
public enum CSVDelimiter: Sendable {
    /// `,`
    case comma
    /// `;`
    case semicolon
    /// A tab.
    case tab
    /// Whichever of the three occurs most often outside quotation marks on the first line; the comma if none does.
    case detected

    func byte(for firstLine: UnsafeRawBufferPointer) -> UInt8 {
        switch self {
        case .comma: return UInt8(ascii: ",")
        case .semicolon: return UInt8(ascii: ";")
        case .tab: return UInt8(ascii: "\t")
        case .detected: break
        }
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in firstLine {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n") && !isQuoted && !counts.isEmpty { break }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let candidates = [CSVDelimiter.comma, .semicolon, .tab].map { $0.byte(for: firstLine) }
        var best = candidates[0]
        for candidate in candidates where counts[candidate, default: 0] > counts[best, default: 0] { best = candidate }
        return best
    }
}
