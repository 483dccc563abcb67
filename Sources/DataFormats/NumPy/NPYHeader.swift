/// The header of an NPY file: the literal dictionary `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`.
struct NPYHeader {
    var descriptor: String
    var isFortranOrder: Bool
    var shape: [Int]
    /// Where the data begin.
    var dataOffset: Int

    /// Reads the header at the start of `bytes`.
    init(_ bytes: UnsafeRawBufferPointer, source: String) throws(NPYError) {
        guard bytes.count >= 10, bytes.prefix(6).elementsEqual([0x93] + Array("NUMPY".utf8)) else {
            throw .notNPY(source: source)
        }
        let major = Int(bytes[6])
        guard (1...3).contains(major) else { throw .unsupportedVersion(source: source, major: major) }
        let lengthSize = major == 1 ? 2 : 4
        guard bytes.count >= 8 + lengthSize else {
            throw .malformedHeader(source: source, reason: "it ends within the length field")
        }
        let length = (0..<lengthSize).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
        dataOffset = 8 + lengthSize + length
        guard dataOffset <= bytes.count else {
            throw .malformedHeader(source: source, reason: "the file ends within it")
        }
        let text = String(decoding: bytes[(8 + lengthSize)..<dataOffset], as: UTF8.self)
        func missing(_ key: String) -> NPYError {
            .malformedHeader(source: source, reason: "'\(key)' is missing or not understood")
        }
        guard let descr = Self.value(of: "descr", in: text) else { throw missing("descr") }
        guard let quote = descr.first, quote == "'" || quote == "\"" else {
            throw .unsupportedElements(source: source, descriptor: "a record")
        }
        descriptor = String(descr.dropFirst().prefix { $0 != quote })
        let order = Self.value(of: "fortran_order", in: text) ?? ""
        guard order.hasPrefix("True") || order.hasPrefix("False") else { throw missing("fortran_order") }
        isFortranOrder = order.hasPrefix("True")
        guard let list = Self.value(of: "shape", in: text), list.first == "(", let end = list.firstIndex(of: ")") else {
            throw missing("shape")
        }
        shape = []
        for part in list[list.index(after: list.startIndex)..<end].split(separator: ",") {
            let digits = part.filter { $0 != " " && $0 != "L" }
            if digits.isEmpty { continue }
            guard let extent = Int(digits), extent >= 0 else { throw missing("shape") }
            shape.append(extent)
        }
    }

    /// The text after `'key':`, spaces dropped.
    private static func value(of key: String, in text: String) -> Substring? {
        for mark in ["'", "\""] {
            var rest = text[...]
            let pattern = mark + key + mark
            while let quote = rest.firstIndex(of: Character(mark)) {
                rest = rest[quote...]
                if rest.hasPrefix(pattern) {
                    let tail = rest.dropFirst(pattern.count).drop { $0 == " " }
                    return tail.first == ":" ? tail.dropFirst().drop { $0 == " " } : nil
                }
                rest = rest.dropFirst()
            }
        }
        return nil
    }

    /// The bytes of a header for little-endian doubles in C order, padded so that the data begin at a multiple of 64.
    static func bytes(shape: [Int]) -> [UInt8] {
        let extents = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        let text = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(extents)), }"
        let isLong = text.utf8.count + 64 > 0xFFFF
        let prefix = isLong ? 12 : 10
        let length = (prefix + text.utf8.count + 1 + 63) / 64 * 64 - prefix
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: length - text.utf8.count - 1)
        let lengthBytes = (0..<(isLong ? 4 : 2)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
        let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [isLong ? 2 : 1, 0]
        return magic + lengthBytes + Array(text.utf8) + padding + [UInt8(ascii: "\n")]
    }
}
