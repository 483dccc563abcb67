/// Whether the first line of a table names its columns.
public enum CSVHeader: Sendable {
    /// The first line holds the names.
    case required
    /// The first line is data; the columns are named `1`, `2`, ... by position.
    case absent
}

/// A table of text fields in the manner of RFC 4180, read without copying the file.
///
/// Quoted fields may hold delimiters, line ends and doubled quotation marks; lines may end with LF or CRLF; a UTF-8
/// byte order mark is passed over; spaces round a field do not count; blank lines are skipped. There are no comments.
/// Numbers are parsed only where a matrix asks for them. O(bytes) time, 24 bytes of memory a field.
public struct CSVTable: Sendable {
    /// The names of the columns, in order.
    public let columnNames: [String]
    /// The number of rows below the header.
    public let rowCount: Int
    /// The number of columns.
    public var columnCount: Int { columnNames.count }
    /// What the errors call the table: the path in quotation marks or `standard input`.
    public let source: String

    let bytes: MappedBytes
    let scanner: CSVScanner
    let firstRow: Int

    /// Reads the file at `path`; `-` is standard input.
    ///
    /// - Throws: ``CSVError``, naming line and column.
    public init(
        path: String, header: CSVHeader = .required, delimiter: CSVDelimiter = .detected
    ) throws(CSVError) {
        let bytes: MappedBytes
        do throws(FileError) { bytes = try MappedBytes(path: path) } catch { throw .file(error) }
        try self.init(
            bytes, source: path == "-" ? "standard input" : "'\(path)'", header: header, delimiter: delimiter)
    }

    /// Reads a text.
    ///
    /// - Throws: ``CSVError``, naming line and column.
    public init(
        text: String, header: CSVHeader = .required, delimiter: CSVDelimiter = .detected
    ) throws(CSVError) {
        try self.init(MappedBytes(Array(text.utf8)), source: "the text", header: header, delimiter: delimiter)
    }

    init(_ bytes: MappedBytes, source: String, header: CSVHeader, delimiter: CSVDelimiter) throws(CSVError) {
        self.bytes = bytes
        self.source = source
        let hasHeader = if case .required = header { true } else { false }
        var scanned: Result<CSVScanner, CSVError> = .failure(.empty(source: source))
        bytes.withUnsafeBytes { raw in
            scanned = Result { () throws(CSVError) in
                let prefix = Array(raw.prefix(3))
                if prefix.starts(with: [0xFF, 0xFE]) || prefix.starts(with: [0xFE, 0xFF]) {
                    throw .wrongEncoding(source: source)
                }
                let start = prefix == [0xEF, 0xBB, 0xBF] ? 3 : 0
                let separator = delimiter.byte(for: UnsafeRawBufferPointer(rebasing: raw[start...]))
                return try CSVScanner(raw, from: start, delimiter: separator, hasHeader: hasHeader)
            }
        }
        scanner = try scanned.get()
        guard !scanner.lines.isEmpty else { throw .empty(source: source) }
        firstRow = hasHeader ? 1 : 0
        rowCount = scanner.lines.count - firstRow
        columnNames = hasHeader ? try Self.names(scanner, bytes, source) : (1...scanner.width).map(String.init)
        if rowCount == 0 { throw .noRows(source: source) }
    }

    private static func names(
        _ scanner: CSVScanner, _ bytes: MappedBytes, _ source: String
    ) throws(CSVError) -> [String] {
        let head = scanner.fields[..<scanner.width]
        let names = head.map { text(of: $0, in: bytes) }
        if head.allSatisfy({ !$0.isQuoted && parsedNumber($0, in: bytes) != nil }) {
            throw .headerLooksNumeric(source: source, line: names.joined(separator: ","))
        }
        var seen: [String: Int] = [:]
        for (i, name) in names.enumerated() where !name.isEmpty {
            if let first = seen[name] { throw .duplicateColumn(name: name, first: first + 1, second: i + 1) }
            seen[name] = i
        }
        return names
    }

    /// The text of a field, without its quotation marks.
    public func text(row: Int, column: Int) -> String {
        precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "There is no such field.")
        return Self.text(of: field(row, column), in: bytes)
    }

    /// The texts of a column.
    ///
    /// - Throws: ``CSVError/missingColumn(name:available:)``.
    public func texts(column name: String) throws(CSVError) -> [String] {
        let column = try index(of: name)
        return (0..<rowCount).map { text(row: $0, column: column) }
    }

    /// The position of a column.
    ///
    /// - Throws: ``CSVError/missingColumn(name:available:)``, with the nearest name there is.
    public func index(of name: String) throws(CSVError) -> Int {
        guard let index = columnNames.firstIndex(of: name) else {
            throw .missingColumn(name: name, available: columnNames)
        }
        return index
    }

    /// The line of the file on which a row begins, from 1.
    public func line(ofRow row: Int) -> Int {
        scanner.lines[firstRow + row]
    }

    func field(_ row: Int, _ column: Int) -> CSVScanner.Field {
        scanner.fields[(firstRow + row) * scanner.width + column]
    }

    static func text(of field: CSVScanner.Field, in bytes: MappedBytes) -> String {
        bytes.withUnsafeBytes { raw in
            let text = String(decoding: raw[field.start..<field.end], as: UTF8.self)
            guard field.isQuoted && text.utf8.contains(UInt8(ascii: "\"")) else { return text }
            var result = ""
            var isSecondMark = false
            for character in text.unicodeScalars {
                isSecondMark = character == "\"" && !isSecondMark
                if !isSecondMark { result.unicodeScalars.append(character) }
            }
            return result
        }
    }
}
