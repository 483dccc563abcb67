import Yams

/// A piece of text of a problem file with the place it came from (both counted from 1).
struct Located: Equatable, Sendable {
    var text: String
    var line: Int
    var column: Int

    init(_ text: String, line: Int = 1, column: Int = 1) {
        self.text = text
        self.line = line
        self.column = column
    }

    init(_ scalar: Node.Scalar) {
        text = scalar.string
        line = scalar.mark?.line ?? 1
        let start = scalar.mark?.column ?? 1
        // A quoted text begins behind its quotation mark.
        column = scalar.style == .plain || scalar.style == .any ? start : start + 1
    }
}

/// What is wrong with a problem file, and where.
struct ProblemFileError: Error, CustomStringConvertible {
    var file: String
    var line: Int?
    var column: Int?
    var reason: String

    var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if let column { place += ":\(column)" }
        return "\(place): \(reason)"
    }
}
