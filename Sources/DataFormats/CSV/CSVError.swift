/// A table that cannot be read. Lines are counted from 1, the header's included.
public enum CSVError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file cannot be read at all.
    case file(FileError)
    /// There is no line with text.
    case empty(source: String)
    /// There is a header but no row below it.
    case noRows(source: String)
    /// The text is not UTF-8 but UTF-16.
    case wrongEncoding(source: String)
    /// A header is required but the first line holds numbers only.
    case headerLooksNumeric(source: String, line: String)
    /// Two columns have the same name.
    case duplicateColumn(name: String, first: Int, second: Int)
    /// A row has more or fewer fields than the first line.
    case raggedRow(line: Int, found: Int, expected: Int, hasHeader: Bool)
    /// A quotation mark is never closed.
    case unclosedQuote(line: Int)
    /// Text follows a closing quotation mark.
    case textAfterQuote(line: Int)
    /// A field is not a number.
    case notANumber(line: Int, column: String, text: String)
    /// A field holds a number beyond the range of doubles, an infinity or a NaN.
    case notFinite(line: Int, column: String, text: String)
    /// A field is empty.
    case missingValue(line: Int, column: String)
    /// There is no column of that name.
    case missingColumn(name: String, available: [String])

    /// One sentence that names the line, the column and the text at fault.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .empty(let source): "\(source) is empty."
        case .noRows(let source): "\(source) has a header but no rows below it."
        case .wrongEncoding(let source): "\(source) is in UTF-16; save it as UTF-8."
        case .headerLooksNumeric(let source, let line):
            "\(source) has no header: its first line is '\(shortened(line))'. "
                + "Put the column names there (in quotation marks if they are numbers)."
        case .duplicateColumn(let name, let first, let second):
            "columns \(first) and \(second) are both named '\(name)'; rename one."
        case .raggedRow(let line, let found, let expected, let hasHeader):
            "line \(line) has \(found) \(found == 1 ? "field" : "fields"), "
                + "\(hasHeader ? "the header" : "the first line") has \(expected)."
        case .unclosedQuote(let line): "the quotation mark opened on line \(line) is never closed."
        case .textAfterQuote(let line):
            "line \(line) has text after a closing quotation mark; a mark inside a quoted field is written twice."
        case .notANumber(let line, let column, let text):
            "line \(line), column '\(column)': '\(shortened(text))' is not a number"
                + (hasDecimalComma(text) ? "; write the decimal comma as a point." : ".")
        case .notFinite(let line, let column, let text):
            "line \(line), column '\(column)': '\(shortened(text))' is not a finite number; remove the row or give a value."
        case .missingValue(let line, let column):
            "line \(line), column '\(column)' is empty; remove the row or give a value."
        case .missingColumn(let name, let available): missingColumnSentence(name, available)
        }
    }

    private func shortened(_ text: String) -> String {
        text.count <= 40 ? text : text.prefix(37) + "..."
    }

    private func hasDecimalComma(_ text: String) -> Bool {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        return parts.count == 2 && Double(parts.joined(separator: ".")) != nil
    }

    private func missingColumnSentence(_ name: String, _ available: [String]) -> String {
        let list =
            available.prefix(20).map { "'\($0)'" }.joined(separator: ", ") + (available.count > 20 ? ", ..." : "")
        guard let near = nearestName(to: name, among: available) else {
            return "there is no column '\(name)'; the columns are \(list)."
        }
        return "there is no column '\(name)'; did you mean '\(near)'? The columns are \(list)."
    }
}

/// The name within an edit distance of a third of the letters, if there is one; letter case is free.
public func nearestName(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased())
    let limit = max(1, wanted.count / 3)
    let scored = candidates.map { ($0, editDistance(wanted, Array($0.lowercased()))) }
    return scored.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, min(row[j], row[j + 1]) + 1)
        }
    }
    return row[b.count]
}
