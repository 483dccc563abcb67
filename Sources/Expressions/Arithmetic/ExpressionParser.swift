/// Reads formulas by recursive descent.
///
///     sum     = product { ("+" | "-") product }
///     product = signed { ("*" | "/") signed }
///     signed  = ("+" | "-") signed | power
///     power   = primary [ "^" signed ]
///     primary = number | name | name "(" arguments ")" | "(" sum ")"
struct ExpressionParser {
    var stream: TokenStream

    init(_ text: String) throws(SyntaxError) {
        stream = try TokenStream(text, dialect: .arithmetic)
    }

    mutating func advance() { stream.advance() }

    mutating func take(_ symbol: Symbol) -> Bool { stream.take(symbol) }

    mutating func close(_ opening: Token) throws(SyntaxError) {
        try stream.close(.closeParenthesis, opened: opening, or: "an operator")
    }

    mutating func sum() throws(SyntaxError) -> Expression {
        let first = try product()
        var rest: [Expression.Term] = []
        while stream.isAt(.plus) || stream.isAt(.minus) {
            let isSubtracted = stream.isAt(.minus)
            stream.advance()
            rest.append(.init(try product(), isSubtracted: isSubtracted))
        }
        return rest.isEmpty ? first : .sum(first, rest)
    }

    private mutating func product() throws(SyntaxError) -> Expression {
        let first = try signed()
        var rest: [Expression.Factor] = []
        while stream.isAt(.times) || stream.isAt(.divide) {
            let isDivisor = stream.isAt(.divide)
            stream.advance()
            rest.append(.init(try signed(), isDivisor: isDivisor))
        }
        return rest.isEmpty ? first : .product(first, rest)
    }

    private mutating func signed() throws(SyntaxError) -> Expression {
        try stream.enter()
        let result: Expression
        if stream.take(.plus) {
            result = try signed()
        } else if stream.isAt(.minus) {
            result = try negated()
        } else {
            result = try power()
        }
        stream.leave()
        return result
    }

    private mutating func negated() throws(SyntaxError) -> Expression {
        stream.advance()
        if case .number(let value) = stream.current.kind, !stream.isFollowed(by: .power) {
            stream.advance()
            return .number(-value)
        }
        return .negation(try signed())
    }

    private mutating func power() throws(SyntaxError) -> Expression {
        let base = try primary()
        return stream.take(.power) ? .power(base, try signed()) : base
    }

    private mutating func primary() throws(SyntaxError) -> Expression {
        let token = stream.current
        switch token.kind {
        case .number(let value):
            stream.advance()
            return .number(value)
        case .name(let name):
            stream.advance()
            if stream.isAt(.openParenthesis) { return try call(name, at: token) }
            if let constant = NamedConstant(rawValue: name) { return .constant(constant) }
            if Expression.isReserved(name) {
                throw stream.error(
                    "function '\(name)' without its argument", at: token, hint: "write \(Self.example(of: name))")
            }
            return .name(name)
        case .symbol(.openParenthesis):
            stream.advance()
            let inner = try sum()
            try close(token)
            return inner
        default:
            throw SyntaxError(
                expected: "a number, a name or '('", found: token, in: stream.source,
                hint: token.kind == .symbol(.equal) ? "an equation has one '=' between two formulas" : nil)
        }
    }

    mutating func comparison() throws(SyntaxError) -> Comparison {
        let left = try sum()
        guard case .symbol(let symbol) = stream.current.kind,
            let relation = Comparison.Relation(rawValue: symbol.rawValue)
        else {
            throw SyntaxError(
                expected: "a comparison ('<', '<=', '>' or '>=')", found: stream.current, in: stream.source)
        }
        stream.advance()
        let right = try sum()
        if case .symbol(let second) = stream.current.kind, Comparison.Relation(rawValue: second.rawValue) != nil {
            throw stream.error(
                "a second comparison", at: stream.current, hint: "nest where(a < x, where(x < b, ..., ...), ...)")
        }
        return Comparison(left, relation, right)
    }
}
