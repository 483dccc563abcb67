/// A set of points stated by comparisons: `x^2 + y^2 < 1 and not (x > 0 and y > 0)`, `0.2 < x^2 + y^2 < 1`.
public indirect enum Region: Sendable, Hashable {
    /// Where a comparison holds.
    case comparison(Comparison)
    /// Where all parts hold; everywhere if there are none.
    case intersection([Region])
    /// Where at least one part holds; nowhere if there are none.
    case union([Region])
    /// Where the part does not hold.
    case complement(Region)

    /// Reads comparisons joined by `and`, `or`, `not` and parentheses; `and` binds stronger than `or`.
    ///
    /// - Throws: ``SyntaxError`` with the place and the way out.
    public init(parsing text: String) throws(SyntaxError) {
        var parser = try ExpressionParser(text)
        self = try parser.region()
        try parser.stream.finish(expecting: "an operator, 'and' or 'or'")
    }

    /// All names that occur.
    public var names: Set<String> {
        switch self {
        case .comparison(let comparison): comparison.left.names.union(comparison.right.names)
        case .intersection(let parts), .union(let parts): parts.reduce(into: []) { $0.formUnion($1.names) }
        case .complement(let part): part.names
        }
    }
}
