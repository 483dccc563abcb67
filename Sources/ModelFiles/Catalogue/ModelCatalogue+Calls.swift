import Expressions

/// The call that names a model or likelihood, such as `student-t(dof=4)`.
struct NamedCall {
    let name: String
    let what: String
    private let arguments: [KernelExpression.Argument]
    private let location: SourceLocation

    init(_ text: String, what: String) throws {
        let expression = try KernelExpression(parsing: text)
        guard let call = expression.call else { throw CatalogueError("'\(text)' does not name a \(what)") }
        self.init(call, expression.location, what: what)
    }

    init(_ call: (name: String, arguments: [KernelExpression.Argument]), _ location: SourceLocation, what: String) {
        // Hyphens and underscores both join words.
        name = call.name.map { $0 == "_" ? "-" : String($0) }.joined()
        arguments = call.arguments
        self.location = location
        self.what = what
    }

    /// Reads the arguments; one that is left over is an error.
    func read<T>(
        _ body: (inout KernelArguments) throws(CatalogueError) -> T
    ) throws(CatalogueError) -> T {
        var given = KernelArguments(name: name, arguments: arguments, location: location, inputDimension: 1)
        do {
            let result = try body(&given)
            try given.finish()
            return result
        } catch {
            // The place within a kernel expression would mislead here.
            throw CatalogueError(error.problem)
        }
    }

    /// The error that there is no such name, with the nearest one that there is.
    func unknown(among names: [String]) -> CatalogueError {
        let hint = Suggestion.hint(for: name, among: names).map { "; \($0)" } ?? ""
        return CatalogueError("there is no \(what) '\(name)'\(hint) (there are \(names.joined(separator: ", ")))")
    }
}

extension KernelArguments {
    /// A positive number, if given.
    mutating func optionalPositive(_ label: String) throws(CatalogueError) -> Double? {
        guard let expression = take(label) else { return nil }
        guard let value = expression.number, value > 0, value.isFinite else {
            throw CatalogueError("\(name): \(label) must be a positive number, not \(expression)")
        }
        return value
    }
}
