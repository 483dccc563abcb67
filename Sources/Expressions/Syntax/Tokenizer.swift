#if canImport(Glibc)
    import Glibc
#endif

/// Splits a source text into tokens, in one pass over its bytes.
struct Tokenizer {
    private let source: SourceText
    private let dialect: Dialect
    private var location = SourceLocation()

    private init(_ source: SourceText, _ dialect: Dialect) {
        self.source = source
        self.dialect = dialect
    }

    /// The tokens of a text, an end token last.
    static func tokens(of source: SourceText, dialect: Dialect) throws(SyntaxError) -> [Token] {
        var tokenizer = Tokenizer(source, dialect)
        var tokens: [Token] = []
        repeat {
            tokens.append(try tokenizer.next())
        } while tokens[tokens.count - 1].kind != .end
        return tokens
    }

    private func byte(ahead count: Int = 0) -> UInt8? {
        let index = location.offset + count
        return index < source.bytes.count ? source.bytes[index] : nil
    }

    /// Steps over `count` bytes, none of them a newline.
    private mutating func advance(_ count: Int) {
        for _ in 0..<count {
            // Continuation bytes of UTF-8 do not start a column.
            if source.bytes[location.offset] & 0xC0 != 0x80 { location.column += 1 }
            location.offset += 1
        }
    }

    private mutating func skipWhitespace() {
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: "\n"):
                location = SourceLocation(line: location.line + 1, column: 1, offset: location.offset + 1)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance(1)
            default: return
            }
        }
    }

    private mutating func next() throws(SyntaxError) -> Token {
        skipWhitespace()
        let start = location
        guard let first = byte() else { return Token(kind: .end, location: start) }
        if first.isDigit || (first == UInt8(ascii: ".") && byte(ahead: 1)?.isDigit == true) {
            if dialect == .kernel, let size = size() { return Token(kind: .size(size), location: start) }
            return Token(kind: .number(try number()), location: start)
        }
        if first.isLetter { return Token(kind: .name(name()), location: start) }
        if let symbol = symbol(startingWith: first) {
            advance(symbol.rawValue.utf8.count)
            if symbol == .times, byte() == UInt8(ascii: "*") {
                throw SyntaxError("'**' is no operator", at: start, in: source, hint: "write '^' for a power")
            }
            return Token(kind: .symbol(symbol), location: start)
        }
        throw unexpectedCharacter()
    }

    /// `3x3`, `6x6x2`: whole numbers joined by `x`, or nil (and nothing consumed) where no size stands.
    private mutating func size() -> [Int]? {
        var sizes: [Int] = []
        var count = 0
        while true {
            let start = location.offset + count
            while byte(ahead: count)?.isDigit == true { count += 1 }
            guard let size = Int(source.string(start..<location.offset + count)) else { return nil }
            sizes.append(size)
            guard byte(ahead: count) == UInt8(ascii: "x"), byte(ahead: count + 1)?.isDigit == true else { break }
            count += 1
        }
        if sizes.count < 2 { return nil }
        advance(count)
        return sizes
    }

    private mutating func number() throws(SyntaxError) -> Double {
        let start = location
        var count = 0
        while byte(ahead: count)?.isDigit == true { count += 1 }
        if byte(ahead: count) == UInt8(ascii: ".") {
            count += 1
            while byte(ahead: count)?.isDigit == true { count += 1 }
        }
        if let mark = byte(ahead: count), mark | 0x20 == UInt8(ascii: "e") {
            let isSigned = byte(ahead: count + 1) == UInt8(ascii: "-") || byte(ahead: count + 1) == UInt8(ascii: "+")
            var digits = count + (isSigned ? 2 : 1)
            // Without digits the letter is no exponent: `2e` is a missing product sign, reported by the parser.
            if byte(ahead: digits)?.isDigit == true {
                while byte(ahead: digits)?.isDigit == true { digits += 1 }
                count = digits
            }
        }
        let text = source.string(start.offset..<start.offset + count)
        let value = strtod(text, nil)
        guard value.isFinite else {
            throw SyntaxError(
                "number \(text) is too large", at: start, in: source,
                hint: "the largest is about 1.8e308")
        }
        if byte(ahead: count) == UInt8(ascii: ".") {
            throw SyntaxError("number \(text) is followed by a stray decimal point", at: start, in: source)
        }
        advance(count)
        return value
    }

    private mutating func name() -> String {
        let start = location.offset
        var count = 0
        while let next = byte(ahead: count) {
            if next.isLetter || next.isDigit || next == UInt8(ascii: "_") {
                count += 1
            } else if dialect == .kernel, next == UInt8(ascii: "-"), byte(ahead: count - 1)?.isLetter == true,
                byte(ahead: count + 1)?.isLetter == true
            {
                count += 1
            } else {
                break
            }
        }
        advance(count)
        return source.string(start..<start + count)
    }

    private func symbol(startingWith first: UInt8) -> Symbol? {
        let one = String(UnicodeScalar(first))
        if let second = byte(ahead: 1), let two = Symbol(rawValue: one + String(UnicodeScalar(second))) {
            if two != .chain || dialect == .kernel { return two }
        }
        return Symbol(rawValue: one)
    }

    private func unexpectedCharacter() -> SyntaxError {
        let rest = source.string(location.offset..<min(location.offset + 4, source.bytes.count))
        guard let scalar = rest.unicodeScalars.first else {
            return SyntaxError("unexpected end of the text", at: location, in: source)
        }
        let hint: String? =
            switch scalar {
            case "\u{2212}", "\u{2013}", "\u{2014}": "write '-' for minus"
            case "\u{00B7}", "\u{00D7}", "\u{22C5}": "write '*' for a product"
            case "\u{00F7}": "write '/' for a quotient"
            case "\u{03C0}": "write pi"
            case "\u{2264}": "write '<='"
            case "\u{2265}": "write '>='"
            case "\u{00B2}": "write ^2"
            case "\u{00B3}": "write ^3"
            case "'": "write a derivative as u_x, or d(EXPR, x)"
            case "{", "}": "group with parentheses"
            case "&": "nest where(...) instead"
            default: nil
            }
        // A control character would spoil the message: it is named by its code.
        let shown = scalar.value < 0x20 || scalar.value == 0x7F ? scalar.escaped(asASCII: true) : String(scalar)
        return SyntaxError("unexpected character '\(shown)'", at: location, in: source, hint: hint)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    fileprivate var isLetter: Bool {
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
}
