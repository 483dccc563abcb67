/// A mistake of the user's that only the command can see: one sentence with a way out.
struct CommandError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
