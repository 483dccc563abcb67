extension ExpressionParser {
    /// region = conjunction { "or" conjunction }
    mutating func region() throws(SyntaxError) -> Region {
        var parts = [try conjunction()]
        while takeWord("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .union(parts)
    }

    /// conjunction = part { "and" part }
    private mutating func conjunction() throws(SyntaxError) -> Region {
        var parts = [try part()]
        while takeWord("and") { parts.append(try part()) }
        return parts.count == 1 ? parts[0] : .intersection(parts)
    }

    /// part = "not" part | chain | "(" region ")"
    private mutating func part() throws(SyntaxError) -> Region {
        try stream.enter()
        defer { stream.leave() }
        if takeWord("not") { return .complement(try part()) }
        guard stream.isAt(.openParenthesis) else { return try chain() }
        // A parenthesis may open a formula, as in (x - 1)^2 < 1, or a region.
        var other = self
        let formulaError: SyntaxError
        do {
            let result = try other.chain()
            self = other
            return result
        } catch { formulaError = error }
        other = self
        do {
            let opening = other.stream.current
            other.advance()
            let inner = try other.region()
            try other.close(opening)
            self = other
            return inner
        } catch { throw error.location.offset > formulaError.location.offset ? error : formulaError }
    }

    /// chain = sum relation sum { relation sum }: a < x < b holds where both comparisons hold.
    private mutating func chain() throws(SyntaxError) -> Region {
        var left = try sum()
        var parts: [Region] = []
        while case .symbol(let symbol) = stream.current.kind,
            let relation = Comparison.Relation(rawValue: symbol.rawValue)
        {
            advance()
            let right = try sum()
            parts.append(.comparison(Comparison(left, relation, right)))
            left = right
        }
        guard !parts.isEmpty else {
            throw SyntaxError(
                expected: "a comparison ('<', '<=', '>' or '>=')", found: stream.current, in: stream.source)
        }
        return parts.count == 1 ? parts[0] : .intersection(parts)
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard stream.current.kind == .name(word) else { return false }
        advance()
        return true
    }
}
