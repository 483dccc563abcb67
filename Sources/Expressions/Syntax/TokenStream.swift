/// Tokens and a place among them: what the two parsers share.
struct TokenStream: Sendable {
    /// How deep brackets, signs and powers may be nested; a guard of the call stack.
    static let maximumDepth = 200

    let source: SourceText
    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    init(_ text: String, dialect: Dialect) throws(SyntaxError) {
        source = SourceText(text)
        tokens = try Tokenizer.tokens(of: source, dialect: dialect)
    }

    var current: Token { tokens[index] }

    var following: Token { tokens[min(index + 1, tokens.count - 1)] }

    mutating func advance() { index = min(index + 1, tokens.count - 1) }

    func isAt(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

    func isFollowed(by symbol: Symbol) -> Bool { following.kind == .symbol(symbol) }

    /// Steps over `symbol` if it stands here.
    mutating func take(_ symbol: Symbol) -> Bool {
        guard isAt(symbol) else { return false }
        advance()
        return true
    }

    /// Steps over the bracket that closes the one at `opening`.
    mutating func close(_ symbol: Symbol, opened opening: Token, or alternative: String? = nil) throws(SyntaxError) {
        if take(symbol) { return }
        let what = alternative.map { "\($0) or " } ?? ""
        throw SyntaxError(
            expected: "\(what)'\(symbol.rawValue)' to close the \(opening.described) opened at \(opening.location)",
            found: current, in: source, hint: missingOperatorHint)
    }

    /// Requires that everything has been read.
    func finish(expecting what: String = "an operator or the end of the text") throws(SyntaxError) {
        if current.kind == .end { return }
        if isAt(.closeParenthesis) || isAt(.closeBracket) {
            throw SyntaxError("\(current.described) closes nothing", at: current.location, in: source)
        }
        throw SyntaxError(expected: what, found: current, in: source, hint: missingOperatorHint)
    }

    /// After an operand: the advice that a product needs its sign.
    private var missingOperatorHint: String? {
        switch current.kind {
        case .number, .name, .symbol(.openParenthesis), .size: "a product needs its '*', as in 2*x"
        default: nil
        }
    }

    /// Counts one level of nesting; `leave` undoes it.
    mutating func enter() throws(SyntaxError) {
        depth += 1
        if depth > Self.maximumDepth {
            throw SyntaxError(
                "more than \(Self.maximumDepth) levels of nesting", at: current.location, in: source,
                hint: "name the parts, or write sums and products without brackets")
        }
    }

    mutating func leave() { depth -= 1 }

    func error(_ problem: String, at token: Token, hint: String? = nil) -> SyntaxError {
        SyntaxError(problem, at: token.location, in: source, hint: hint)
    }
}
