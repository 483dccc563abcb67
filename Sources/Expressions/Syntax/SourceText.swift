/// A source text as bytes, with the excerpts that error messages show.
struct SourceText: Sendable {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The text of a range of bytes.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The line around a location, at most `width` columns of it, and a caret under the location.
    func excerpt(at location: SourceLocation, width: Int = 72) -> String {
        let newline = UInt8(ascii: "\n")
        let offset = min(location.offset, bytes.count)
        let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
        // Four bytes a scalar at most: enough of the line to fill the window on both sides.
        let near = max(start, offset - 4 * width)..<min(end, offset + 4 * width)
        let before = Array(string(near.lowerBound..<offset).unicodeScalars).suffix(width * 2 / 3)
        let after = Array(string(offset..<near.upperBound).unicodeScalars).prefix(width - before.count)
        let visible = (before + after).map { $0.properties.isWhitespace ? " " : $0 }
        var line = String.UnicodeScalarView()
        line.append(contentsOf: visible)
        return String(line) + "\n" + String(repeating: " ", count: before.count) + "^"
    }
}
