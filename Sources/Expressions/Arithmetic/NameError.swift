/// A name in a formula that means nothing there.
public struct NameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name without meaning.
    public var name: String

    /// The names that have one.
    public var known: [String]

    /// What the formula was read as, e.g. `bound`; used in the sentence.
    public var role: String

    /// A name that means nothing among the known ones.
    public init(name: String, known: [String], role: String = "formula") {
        self.name = name
        self.known = known
        self.role = role
    }

    /// One sentence: the name, what is known, a near miss.
    public var description: String {
        let names = known.isEmpty ? "no names may be used here" : "known names are \(known.joined(separator: ", "))"
        let hint = Suggestion.hint(for: name, among: known).map { "; \($0)" } ?? ""
        return "unknown name '\(name)' in the \(role): \(names)\(hint)"
    }
}
