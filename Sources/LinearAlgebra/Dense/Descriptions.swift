extension Vector: CustomStringConvertible {
    /// The entries in brackets, the middle of long vectors left out.
    public var description: String {
        let shown = 8
        guard count > shown else { return "[" + map { "\($0)" }.joined(separator: ", ") + "]" }
        let head = prefix(shown / 2).map { "\($0)" }.joined(separator: ", ")
        let tail = suffix(shown / 2).map { "\($0)" }.joined(separator: ", ")
        return "[\(head), ... \(count - shown) more ..., \(tail)]"
    }
}

extension Matrix: CustomStringConvertible {
    /// The shape and the first rows.
    public var description: String {
        let shown = Swift.min(rowCount, 8)
        let lines = (0..<shown).map { "  " + row($0).description }
        let rest = rowCount > shown ? ["  ... \(rowCount - shown) more rows"] : []
        return (["\(rowCount)-by-\(columnCount) matrix"] + lines + rest).joined(separator: "\n")
    }
}
