/// Cuts the bytes of a table into fields, without copying them.
struct CSVScanner {
    /// Where a field's text lies; inside the marks if it is quoted.
    struct Field {
        var start: Int
        var end: Int
        var isQuoted: Bool
    }

    /// All fields, row after row.
    private(set) var fields: [Field] = []
    /// The line on which each row begins, from 1.
    private(set) var lines: [Int] = []
    /// The number of fields of a row.
    private(set) var width = 0

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Scans from `start`, past a byte order mark. Lines without any character but spaces are skipped.
    init(_ bytes: UnsafeRawBufferPointer, from start: Int, delimiter: UInt8, hasHeader: Bool) throws(CSVError) {
        var position = start
        var line = 1
        while position < bytes.count {
            if let next = Self.endOfBlankLine(bytes, position) {
                position = next
                line += 1
                continue
            }
            let rowLine = line
            let before = fields.count
            position = try scanRow(bytes, position, delimiter, &line)
            let found = fields.count - before
            if lines.isEmpty { width = found }
            lines.append(rowLine)
            if found != width {
                throw .raggedRow(line: rowLine, found: found, expected: width, hasHeader: hasHeader)
            }
        }
    }

    /// Reads the fields of one row and returns the position after its line end.
    private mutating func scanRow(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ delimiter: UInt8, _ line: inout Int
    ) throws(CSVError) -> Int {
        var position = start
        while true {
            position = try scanField(bytes, position, delimiter, &line)
            guard position < bytes.count else { return position }
            let byte = bytes[position]
            position += 1
            if byte == delimiter { continue }
            if byte == Self.carriageReturn && position < bytes.count && bytes[position] == Self.newline {
                position += 1
            }
            line += 1
            return position
        }
    }

    /// Reads one field and returns the position of the delimiter or line end behind it.
    private mutating func scanField(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ delimiter: UInt8, _ line: inout Int
    ) throws(CSVError) -> Int {
        var position = start
        while position < bytes.count && Self.isSpace(bytes[position], delimiter) { position += 1 }
        guard position < bytes.count, bytes[position] == Self.quote else {
            let first = position
            while position < bytes.count && !Self.endsField(bytes[position], delimiter) { position += 1 }
            var end = position
            while end > first && Self.isSpace(bytes[end - 1], delimiter) { end -= 1 }
            fields.append(Field(start: first, end: end, isQuoted: false))
            return position
        }
        let openingLine = line
        position += 1
        let first = position
        while true {
            guard position < bytes.count else { throw .unclosedQuote(line: openingLine) }
            if bytes[position] == Self.newline { line += 1 }
            if bytes[position] == Self.quote {
                guard position + 1 < bytes.count && bytes[position + 1] == Self.quote else { break }
                position += 1
            }
            position += 1
        }
        fields.append(Field(start: first, end: position, isQuoted: true))
        position += 1
        while position < bytes.count && Self.isSpace(bytes[position], delimiter) { position += 1 }
        guard position == bytes.count || Self.endsField(bytes[position], delimiter) else {
            throw .textAfterQuote(line: line)
        }
        return position
    }

    private static func endsField(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
        byte == delimiter || byte == newline || byte == carriageReturn
    }

    private static func isSpace(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
        (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) && byte != delimiter
    }

    private static func endOfBlankLine(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        var position = start
        while position < bytes.count {
            switch bytes[position] {
            case newline: return position + 1
            case UInt8(ascii: " "), carriageReturn: position += 1
            default: return nil
            }
        }
        return position
    }
}
