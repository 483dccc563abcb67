/// A place in a source text.
///
/// Lines and columns count from one; a column is one Unicode scalar. The offset counts UTF-8 bytes from zero.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The line, from one.
    public var line: Int

    /// The column in Unicode scalars, from one.
    public var column: Int

    /// The distance from the start of the text in UTF-8 bytes.
    public var offset: Int

    /// Creates a location; without arguments, the start of a text.
    public init(line: Int = 1, column: Int = 1, offset: Int = 0) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// For example `line 1, column 8`.
    public var description: String { "line \(line), column \(column)" }
}
