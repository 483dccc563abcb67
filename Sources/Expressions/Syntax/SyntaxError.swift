/// A text that is not an expression: what is wrong, where, and what would be right.
public struct SyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, without the place, e.g. `unknown function 'sinn'`.
    public var problem: String

    /// Where the offending token starts.
    public var location: SourceLocation

    /// What would have been accepted here, if that can be said.
    public var expected: String?

    /// What stands there instead, if something was expected.
    public var found: String?

    /// A way out, e.g. `did you mean 'sin'?`.
    public var hint: String?

    /// The offending line (a window of it, if it is long) and a caret below the place.
    public var excerpt: String

    /// One sentence: problem, place, hint.
    public var description: String {
        "\(problem) at \(location)" + (hint.map { "; \($0)" } ?? "")
    }

    /// The sentence followed by the excerpt with its caret.
    public var diagnostic: String { description + "\n" + excerpt }

    init(_ problem: String, at location: SourceLocation, in source: SourceText, hint: String? = nil) {
        self.problem = problem
        self.location = location
        self.hint = hint
        excerpt = source.excerpt(at: location)
    }

    init(expected: String, found token: Token, in source: SourceText, hint: String? = nil) {
        let found = token.described
        self.init("expected \(expected), found \(found)", at: token.location, in: source, hint: hint)
        self.expected = expected
        self.found = found
    }
}
