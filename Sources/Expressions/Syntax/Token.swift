/// One word of a source text.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        case number(Double)
        case name(String)
        case size([Int])
        case symbol(Symbol)
        case end
    }

    var kind: Kind
    var location: SourceLocation

    /// The token as an error message names it.
    var described: String {
        switch kind {
        case .number(let value): "number \(Expression.shortest(value))"
        case .name(let name): "'\(name)'"
        case .size(let sizes): "size \(sizes.map(String.init).joined(separator: "x"))"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .end: "the end of the text"
        }
    }
}

/// The operators and brackets of both grammars.
enum Symbol: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case power = "^"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case comma = ","
    case equal = "="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case chain = ">>"
    case parallel = "|"
}

/// The two languages that share the tokenizer.
enum Dialect: Sendable {
    /// Formulas: names are letters, digits and underscores; comparisons.
    case arithmetic

    /// Kernel and model expressions: names may hold `-` between letters; sizes such as `3x3`; `>>` and `|`.
    case kernel
}
