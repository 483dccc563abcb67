/// A problem file as written: texts with their places, not yet understood as mathematics.
struct ProblemFile: Sendable {
    /// A variable and the texts of its bounds.
    struct Variable: Sendable {
        var name: Located
        var lower: Located
        var upper: Located
    }

    /// A coefficient to be inferred, with the texts of its bounds: `kappa`, or `kappa(x, y)` for a field.
    struct Unknown: Sendable {
        var name: Located
        var lower: Located?
        var upper: Located?
    }

    /// One condition: where it holds, and its equation (none for "periodic x").
    struct Condition: Sendable {
        var on: Located
        var equation: Located?
    }

    /// Where the file came from, for messages.
    var source: String
    var name: String
    var variables: [Variable]
    /// The unknown functions; u unless stated.
    var functions: [Located]
    var equations: [Located]
    var conditions: [Condition]
    /// The exact solution by function.
    var exact: [(function: Located, formula: Located)]
    var grid: [String: Int] = [:]
    var parameters: [(name: Located, value: Located)] = []
    /// Functions in the equation that are known only at points: name and CSV file.
    var samples: [(name: Located, file: Located)] = []
    /// Points of the same functions off the grid of `samples`, which expose aliasing.
    var checks: [(name: Located, file: Located)] = []
    var unknowns: [Unknown] = []
    var observations: Located?
    var domain: Located?
    var kernel: Located?
    /// The first equation, where a message about the whole problem points to.
    var equation: Located { equations[0] }
    /// The file's text, kept for the output folder.
    var text: String
}
