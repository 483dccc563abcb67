/// Reads kernel expressions by recursive descent.
///
///     parallel = chain { "|" chain }
///     chain    = sum { ">>" sum }
///     sum      = product { ("+" | "-") product }        "-" between numbers only
///     product  = signed { ("*" | "/") signed }          "/" between numbers only
///     signed   = "-" signed | primary [ "^" signed ]    numbers only
///     primary  = number | size | name [ "(" arguments ")" ] | "[" list "]" | "(" parallel ")"
///
/// Operations between numbers are carried out at once; others keep their operands as lists.
struct KernelParser {
    private var stream: TokenStream

    init(_ text: String) throws(SyntaxError) {
        stream = try TokenStream(text, dialect: .kernel)
    }

    mutating func whole() throws(SyntaxError) -> KernelExpression {
        let result = try parallel()
        try stream.finish()
        return result
    }

    private mutating func parallel() throws(SyntaxError) -> KernelExpression {
        let start = stream.current.location
        var parts = [try chain()]
        while stream.take(.parallel) { parts.append(try chain()) }
        return parts.count == 1 ? parts[0] : KernelExpression(.parallel(parts), at: start)
    }

    private mutating func chain() throws(SyntaxError) -> KernelExpression {
        let start = stream.current.location
        var parts = [try sum()]
        while stream.take(.chain) { parts.append(try sum()) }
        return parts.count == 1 ? parts[0] : KernelExpression(.chain(parts), at: start)
    }

    private mutating func sum() throws(SyntaxError) -> KernelExpression {
        let start = stream.current.location
        var parts = [try product()]
        while stream.isAt(.plus) || stream.isAt(.minus) {
            let sign = stream.current
            stream.advance()
            let next = try product()
            if let a = parts[parts.count - 1].number, let b = next.number, parts.count == 1 {
                parts[0] = try number(sign.kind == .symbol(.plus) ? a + b : a - b, at: start, operator: sign)
            } else if sign.kind == .symbol(.minus) {
                throw stream.error(
                    "'-' between kernels", at: sign, hint: "kernels can be added, multiplied and scaled by numbers")
            } else {
                parts.append(next)
            }
        }
        return parts.count == 1 ? parts[0] : KernelExpression(.sum(parts), at: start)
    }

    private mutating func product() throws(SyntaxError) -> KernelExpression {
        let start = stream.current.location
        var parts = [try signed()]
        while stream.isAt(.times) || stream.isAt(.divide) {
            let sign = stream.current
            stream.advance()
            let next = try signed()
            if let a = parts[0].number, let b = next.number, parts.count == 1 {
                parts[0] = try number(sign.kind == .symbol(.times) ? a * b : a / b, at: start, operator: sign)
            } else if sign.kind == .symbol(.divide) {
                throw stream.error("'/' between kernels", at: sign, hint: "scale by a number in front, as in 1/2*rbf")
            } else {
                parts.append(next)
            }
        }
        return parts.count == 1 ? parts[0] : KernelExpression(.product(parts), at: start)
    }

    private mutating func signed() throws(SyntaxError) -> KernelExpression {
        try stream.enter()
        defer { stream.leave() }
        let token = stream.current
        if stream.take(.plus) { return try signed() }
        if stream.take(.minus) {
            guard let value = try signed().number else {
                throw stream.error("'-' before a kernel", at: token, hint: "only numbers have a sign")
            }
            return KernelExpression(.number(-value), at: token.location)
        }
        let base = try primary()
        let sign = stream.current
        guard stream.take(.power) else { return base }
        guard let a = base.number, let b = try signed().number else {
            throw stream.error("'^' between kernels", at: sign, hint: "only numbers have powers")
        }
        return try number(a.raised(to: b), at: token.location, operator: sign)
    }

    private mutating func primary() throws(SyntaxError) -> KernelExpression {
        let token = stream.current
        switch token.kind {
        case .number(let value):
            stream.advance()
            return KernelExpression(.number(value), at: token.location)
        case .size(let sizes):
            stream.advance()
            return KernelExpression(.size(sizes), at: token.location)
        case .name(let name):
            stream.advance()
            if stream.isAt(.openParenthesis) {
                return KernelExpression(.call(name, try arguments()), at: token.location)
            }
            if let constant = NamedConstant(rawValue: name) {
                return KernelExpression(.number(constant.value), at: token.location)
            }
            return KernelExpression(.name(name), at: token.location)
        case .symbol(.openBracket): return KernelExpression(.list(try list()), at: token.location)
        case .symbol(.openParenthesis):
            stream.advance()
            let inner = try parallel()
            try stream.close(.closeParenthesis, opened: token, or: "an operator")
            return inner
        default:
            throw SyntaxError(expected: "a name, a number, '(' or '['", found: token, in: stream.source)
        }
    }

    private mutating func list() throws(SyntaxError) -> [KernelExpression] {
        let opening = stream.current
        stream.advance()
        var elements: [KernelExpression] = []
        if stream.take(.closeBracket) { return elements }
        repeat { elements.append(try parallel()) } while stream.take(.comma)
        try stream.close(.closeBracket, opened: opening, or: "',' or an operator")
        return elements
    }

    private mutating func arguments() throws(SyntaxError) -> [KernelExpression.Argument] {
        let opening = stream.current
        stream.advance()
        var arguments: [KernelExpression.Argument] = []
        if stream.take(.closeParenthesis) { return arguments }
        repeat { arguments.append(try argument(after: arguments)) } while stream.take(.comma)
        try stream.close(.closeParenthesis, opened: opening, or: "',' or an operator")
        return arguments
    }

    private mutating func argument(
        after earlier: [KernelExpression.Argument]
    ) throws(SyntaxError) -> KernelExpression.Argument {
        let token = stream.current
        guard case .name(let label) = token.kind, stream.isFollowed(by: .equal) else {
            let value = try parallel()
            if let last = earlier.last?.label {
                throw stream.error(
                    "a positional argument after the named one '\(last)'", at: token,
                    hint: "write positional arguments first")
            }
            return .init(value)
        }
        if earlier.contains(where: { $0.label == label }) {
            throw stream.error("argument '\(label)' is given twice", at: token)
        }
        stream.advance()
        stream.advance()
        return .init(label: label, try parallel())
    }

    private func number(
        _ value: Double, at location: SourceLocation, operator sign: Token
    ) throws(SyntaxError) -> KernelExpression {
        guard value.isFinite else {
            throw stream.error("the result of \(sign.described) is \(value), not a finite number", at: sign)
        }
        return KernelExpression(.number(value), at: location)
    }
}

extension KernelExpression {
    /// Reads a kernel, network, model, method or prior expression.
    ///
    /// - Throws: ``SyntaxError`` with the place and the way out.
    /// - Complexity: O(length).
    public init(parsing text: String) throws(SyntaxError) {
        var parser = try KernelParser(text)
        self = try parser.whole()
    }
}
