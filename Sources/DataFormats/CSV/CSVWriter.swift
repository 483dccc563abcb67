import LinearAlgebra

/// Writes tables of numbers that read back exactly.
///
/// Every number has the fewest digits, at most 17, that determine it. Files appear only when complete; see
/// ``AtomicFile``.
public struct CSVWriter: Sendable {
    /// Where the table goes.
    public var file: AtomicFile

    /// A writer to `path`.
    public init(path: String) {
        file = AtomicFile(path)
    }

    /// Writes a header line, if names are given, and one line a row of `matrix`.
    ///
    /// - Throws: ``FileError``.
    public func write(_ matrix: Matrix, columnNames: [String]? = nil) throws {
        precondition(
            columnNames == nil || columnNames?.count == matrix.columnCount, "Every column needs one name.")
        try file.write { sink in
            if let columnNames { try sink.write(CSVWriter.line(columnNames)) }
            for i in 0..<matrix.rowCount {
                var line = ""
                for j in 0..<matrix.columnCount {
                    if j > 0 { line += "," }
                    line += matrix[i, j].description
                }
                try sink.write(line + "\n")
            }
        }
    }

    /// Writes rows of texts, each field quoted where needed.
    ///
    /// - Throws: ``FileError``.
    public func write(rows: some Sequence<[String]>, columnNames: [String]) throws {
        try file.write { sink in
            try sink.write(CSVWriter.line(columnNames))
            for row in rows { try sink.write(CSVWriter.line(row)) }
        }
    }

    /// One line with its line end, fields quoted where needed.
    public static func line(_ fields: [String]) -> String {
        // A lone empty field would be a blank line, which readers skip.
        fields == [""] ? "\"\"\n" : fields.map(quoted).joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        let isPlain = !field.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
        }
        if isPlain && field.first != " " && field.last != " " { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
