/// Doubles as text: the base-64 alphabet of RFC 4648 over the eight little-endian bytes of each number.
///
/// Every bit survives, those of NaN payloads, infinities and signed zeros included, at 10.7 characters a number.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The text of the given numbers.
    static func text(_ numbers: UnsafeBufferPointer<Double>) -> String {
        let bytes = numbers.count * 8
        func byte(_ index: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: numbers[index >> 3].bitPattern >> UInt64(8 * (index & 7)))
        }
        return String(unsafeUninitializedCapacity: (bytes + 2) / 3 * 4) { target in
            var written = 0
            for start in stride(from: 0, to: bytes, by: 3) {
                let available = Swift.min(3, bytes - start)
                var group: UInt32 = 0
                for k in 0..<3 { group = group << 8 | (k < available ? UInt32(byte(start + k)) : 0) }
                for k in 0..<4 {
                    let digit = alphabet[Int(group >> UInt32(18 - 6 * k)) & 63]
                    target[written] = k <= available ? digit : padding
                    written += 1
                }
            }
            return written
        }
    }

    /// The numbers of the given text; `nil` unless it is well formed and holds exactly `count` of them.
    static func numbers(_ text: String, count: Int) -> Vector? {
        let bytes = count * 8
        var digits = Array(text.utf8)
        guard digits.count == (bytes + 2) / 3 * 4 else { return nil }
        let fill = (3 - bytes % 3) % 3
        guard digits.suffix(fill).allSatisfy({ $0 == padding }) else { return nil }
        for k in 0..<fill { digits[digits.count - 1 - k] = alphabet[0] }

        var meaning = [UInt8](repeating: 255, count: 256)
        for (value, digit) in alphabet.enumerated() { meaning[Int(digit)] = UInt8(value) }
        guard digits.allSatisfy({ meaning[Int($0)] < 64 }) else { return nil }

        var patterns = [UInt64](repeating: 0, count: count)
        var position = 0
        for start in stride(from: 0, to: digits.count, by: 4) {
            var group: UInt32 = 0
            for k in 0..<4 { group = group << 6 | UInt32(meaning[Int(digits[start + k])]) }
            for k in 0..<3 where position < bytes {
                let byte = UInt64(group >> UInt32(16 - 8 * k)) & 255
                patterns[position >> 3] |= byte << UInt64(8 * (position & 7))
                position += 1
            }
        }
        return Vector(patterns.lazy.map(Double.init(bitPattern:)))
    }

    /// The number of doubles a text of this many characters holds, going by its length and padding.
    static func count(of text: String) -> Int {
        let digits = text.utf8
        return (digits.count / 4 * 3 - digits.suffix(2).count { $0 == padding }) / 8
    }
}
