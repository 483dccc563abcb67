extension ExpressionParser {
    /// Every name that may stand before a parenthesis.
    static let functionNames: [String] =
        ElementaryFunction.allCases.map(\.rawValue) + Extremum.allCases.map(\.rawValue) + ["where", "d"]

    /// How a function is written.
    static func example(of name: String) -> String {
        switch name {
        case "where": "where(x < 1, a, b)"
        case "d": "d(EXPR, x)"
        case "min", "max": "\(name)(a, b)"
        default: "\(name)(x)"
        }
    }

    /// A call; the stream stands at its opening parenthesis.
    mutating func call(_ name: String, at token: Token) throws(SyntaxError) -> Expression {
        guard Self.functionNames.contains(name) else { throw unknownFunction(name, at: token) }
        let opening = stream.current
        advance()
        switch name {
        case "where":
            let condition = try comparison()
            try comma(in: name)
            let a = try sum()
            try comma(in: name)
            let b = try sum()
            try finish(name, opening)
            return .conditional(condition, a, b)
        case "d":
            let operand = try sum()
            try comma(in: name)
            guard case .name(let variable) = stream.current.kind, !Expression.isReserved(variable) else {
                throw SyntaxError(expected: "the name of a variable", found: stream.current, in: stream.source)
            }
            advance()
            try finish(name, opening)
            return .derivative(operand, by: variable)
        default:
            if let extremum = Extremum(rawValue: name) { return try self.extremum(extremum, opening) }
            guard let function = ElementaryFunction(rawValue: name) else { throw unknownFunction(name, at: token) }
            let argument = try sum()
            try finish(name, opening)
            return .call(function, argument)
        }
    }

    private mutating func extremum(_ extremum: Extremum, _ opening: Token) throws(SyntaxError) -> Expression {
        var result = try sum()
        try comma(in: extremum.rawValue)
        repeat {
            result = .extremum(extremum, result, try sum())
        } while take(.comma)
        try finish(extremum.rawValue, opening)
        return result
    }

    private mutating func comma(in name: String) throws(SyntaxError) {
        if take(.comma) { return }
        throw SyntaxError(
            expected: "an operator or ','", found: stream.current, in: stream.source,
            hint: "write \(Self.example(of: name))")
    }

    private mutating func finish(_ name: String, _ opening: Token) throws(SyntaxError) {
        if stream.isAt(.comma) {
            throw stream.error(
                "too many arguments for '\(name)'", at: stream.current, hint: "write \(Self.example(of: name))")
        }
        try close(opening)
    }

    private func unknownFunction(_ name: String, at token: Token) -> SyntaxError {
        let near = Suggestion.hint(for: name, among: Self.functionNames)
        return stream.error(
            "unknown function '\(name)'", at: token,
            hint: near ?? "for a product write \(name)*(...); functions: \(Self.functionNames.joined(separator: " "))")
    }
}
