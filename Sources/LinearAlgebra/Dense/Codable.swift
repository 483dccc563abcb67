/// A vector is coded as one string, the base-64 form of its little-endian doubles; every bit survives.
extension Vector: Codable {
    /// Writes the entries as one base-64 string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(withUnsafePointer { Base64.text(UnsafeBufferPointer(start: $0, count: count)) })
    }

    /// Reads what `encode(to:)` wrote.
    ///
    /// - Throws: `DecodingError` when the text is not base-64 or not a whole number of doubles.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let entries = Base64.numbers(text, count: Base64.count(of: text)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "The entries of a vector must be base-64 text of 8-byte doubles.")
        }
        self = entries
    }
}

/// A matrix is coded as its shape and the base-64 form of its little-endian doubles, column by column.
extension Matrix: Codable {
    private enum Key: String, CodingKey {
        case rows, columns, entries
    }

    /// Writes the shape and the entries.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(rowCount, forKey: .rows)
        try container.encode(columnCount, forKey: .columns)
        try container.encode(flattened, forKey: .entries)
    }

    /// Reads what `encode(to:)` wrote.
    ///
    /// - Throws: `DecodingError` when the shape is negative or does not fit the number of entries.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let rows = try container.decode(Int.self, forKey: .rows)
        let columns = try container.decode(Int.self, forKey: .columns)
        let entries = try container.decode(Vector.self, forKey: .entries)
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !overflow, count == entries.count else {
            throw DecodingError.dataCorruptedError(
                forKey: Key.entries, in: container,
                debugDescription: "\(entries.count) entries do not fill a \(rows)-by-\(columns) matrix.")
        }
        self.init(rowCount: rows, columnCount: columns, flattened: entries)
    }
}
