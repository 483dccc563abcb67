/// A text that is not JSON.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line, from 1.
    public var line: Int
    /// The byte in the line, from 1.
    public var column: Int
    /// What is wrong there.
    public var reason: String

    /// One sentence that names the place.
    public var description: String { "JSON, line \(line), column \(column): \(reason)." }
}

extension JSONValue {
    /// Reads a document (RFC 8259). A number that is written whole and fits an `Int` becomes `integer`.
    ///
    /// - Throws: ``JSONError`` with the place of the first fault; nesting beyond 500 levels is one.
    public init(parsing text: String) throws(JSONError) {
        var parser = JSONParser(bytes: Array(text.utf8))
        self = try parser.document()
    }
}

/// Recursive descent over the bytes of a text.
struct JSONParser {
    let bytes: [UInt8]
    var position = 0

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw fault("text follows the end of the document") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < 500 else { throw fault("the nesting is too deep") }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw fault("the text ends where a value should be")
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(JSONError) -> JSONValue {
        var members: [JSONValue.Member] = []
        position += 1
        while true {
            skipSpace()
            if members.isEmpty && take("}") { return .object([]) }
            guard peek == UInt8(ascii: "\"") else { throw fault("a name in quotation marks should be here") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw fault("a colon should be here") }
            members.append(JSONValue.Member(key, try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw fault("a comma or a closing brace should be here") }
        }
    }

    private mutating func array(_ depth: Int) throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        position += 1
        while true {
            skipSpace()
            if elements.isEmpty && take("]") { return .array([]) }
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw fault("a comma or a closing bracket should be here") }
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw fault("a value should be here") }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        _ = take("-")
        let hasLeadingZero = peek == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0 && !(hasLeadingZero && whole > 1) else {
            position = start
            throw fault("a value should be here")
        }
        var isWhole = true
        if take(".") {
            isWhole = false
            guard digits() > 0 else { throw fault("a digit should be here") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard digits() > 0 else { throw fault("a digit should be here") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw fault("the number is out of range") }
        return .number(value)
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    func fault(_ reason: String) -> JSONError {
        let before = bytes[..<position]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONError(line: before.count { $0 == 0x0A } + 1, column: position - lineStart + 1, reason: reason)
    }
}
