import Expressions

/// What a kernel expression means is unclear, and where.
public struct CatalogueError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, with a way out.
    public var problem: String
    /// Where in the expression; nil for a kernel that did not come from a text.
    public var location: SourceLocation?

    /// An error at a place in the text.
    public init(_ problem: String, at location: SourceLocation? = nil) {
        self.problem = problem
        self.location = location
    }

    public var description: String {
        if let location { "\(problem) (\(location) of the kernel expression)" } else { problem }
    }
}
