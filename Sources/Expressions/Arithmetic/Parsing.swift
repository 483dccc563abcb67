extension Expression {
    /// Whether a name belongs to the language (`pi`, `e`, `sin`, `where`, ...), so that no variable may have it.
    ///
    /// `d` alone is free: only `d(` is the derivative.
    public static func isReserved(_ name: String) -> Bool {
        NamedConstant(rawValue: name) != nil || (name != "d" && ExpressionParser.functionNames.contains(name))
    }

    /// Whether a text is one identifier that a variable, parameter or unknown may have.
    public static func isValidName(_ text: String) -> Bool {
        if case .name(text)? = try? Expression(parsing: text) { true } else { false }
    }

    /// Reads a formula.
    ///
    /// - Throws: ``SyntaxError`` with the place and the way out.
    /// - Complexity: O(length).
    public init(parsing text: String) throws(SyntaxError) {
        var parser = try ExpressionParser(text)
        self = try parser.sum()
        if case .symbol(let symbol) = parser.stream.current.kind {
            if symbol == .equal {
                throw parser.stream.error(
                    "a formula holds no '='", at: parser.stream.current, hint: "only an equation does")
            }
            if Comparison.Relation(rawValue: symbol.rawValue) != nil {
                throw parser.stream.error(
                    "a comparison outside where(...)", at: parser.stream.current, hint: "write where(x < 1, a, b)")
            }
        }
        try parser.stream.finish()
    }
}

extension Equation {
    /// Reads `left = right`, with exactly one equal sign.
    ///
    /// - Throws: ``SyntaxError`` with the place and the way out.
    public init(parsing text: String) throws(SyntaxError) {
        var parser = try ExpressionParser(text)
        let left = try parser.sum()
        guard parser.take(.equal) else {
            try parser.stream.finish(expecting: "an operator or '='")
            throw SyntaxError(
                expected: "'='", found: parser.stream.current, in: parser.stream.source,
                hint: "an equation is written left = right")
        }
        let right = try parser.sum()
        if parser.stream.isAt(.equal) {
            throw parser.stream.error(
                "a second '='", at: parser.stream.current, hint: "an equation is written left = right")
        }
        try parser.stream.finish()
        self.init(left, right)
    }
}

extension Comparison {
    /// Reads a comparison such as `x^2 + y^2 < 1`.
    ///
    /// - Throws: ``SyntaxError`` with the place and the way out.
    public init(parsing text: String) throws(SyntaxError) {
        var parser = try ExpressionParser(text)
        self = try parser.comparison()
        try parser.stream.finish()
    }
}
