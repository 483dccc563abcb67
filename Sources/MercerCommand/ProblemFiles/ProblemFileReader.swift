import Yams

/// Takes the nodes of a problem file apart and says precisely what is wrong with one.
struct ProblemFileReader {
    var source: String

    func error(_ reason: String, at node: Node? = nil) -> ProblemFileError {
        ProblemFileError(file: source, line: node?.mark?.line, column: node?.mark?.column, reason: reason)
    }

    func error(_ reason: String, at place: Located) -> ProblemFileError {
        ProblemFileError(file: source, line: place.line, column: place.column, reason: reason)
    }

    func error(yaml: YamlError) -> ProblemFileError {
        switch yaml {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ProblemFileError(
                file: source, line: mark.line, column: mark.column,
                reason: "this is not YAML: \(problem); put expressions with ':' ',' '{' or '#' between quotation marks")
        default:
            ProblemFileError(file: source, line: nil, column: nil, reason: "this is not YAML: \(yaml)")
        }
    }

    func required(_ node: Node?, _ key: String, example: String) throws -> Node {
        guard let node else { throw error("the key '\(key)' is missing; for example: \(example)") }
        return node
    }

    func mapping(_ node: Node, _ what: String) throws -> Node.Mapping {
        guard case .mapping(let mapping) = node else { throw error("\(what) must be a mapping (key: value)", at: node) }
        return mapping
    }

    func text(_ node: Node, _ what: String) throws -> Located {
        guard case .scalar(let scalar) = node else {
            throw error("\(what) must be one text; put it between quotation marks", at: node)
        }
        return Located(scalar)
    }

    func optionalText(_ node: Node?, _ what: String) throws -> Located? {
        try node.map { try text($0, what) }
    }

    func pairs(_ node: Node?, _ what: String) throws -> [(Located, Located)] {
        guard let node else { return [] }
        return try mapping(node, what).map { (try text($0.key, what), try text($0.value, what)) }
    }

    /// A list of texts; one text alone is a list of one.
    func texts(_ node: Node, _ what: String) throws -> [Located] {
        guard case .sequence(let items) = node else { return [try text(node, what)] }
        guard !items.isEmpty else { throw error("'\(what)' is empty", at: node) }
        return try items.map { try text($0, what) }
    }

    /// One formula, or a mapping with one for each function.
    func exact(_ node: Node?, functions: [Located]) throws -> [(Located, Located)] {
        guard let node else { return [] }
        if case .mapping = node {
            return try pairs(node, "exact").map { name, formula in
                let names = functions.map(\.text)
                guard names.contains(name.text) else {
                    throw error(
                        "'exact' names '\(name.text)', which is no unknown function\(nearest(name.text, in: names))",
                        at: name)
                }
                return (name, formula)
            }
        }
        let formula = try text(node, "exact")
        guard functions.count == 1 else {
            throw error("with several functions 'exact' is a mapping, such as exact: {u: sin(x), v: cos(x)}", at: node)
        }
        return [(functions[0], formula)]
    }

    /// Coefficients to be inferred: `{kappa: [1, 100], "k(x)": [0.1, 10], "f(x)": free}`.
    func unknowns(_ node: Node) throws -> [ProblemFile.Unknown] {
        try mapping(node, "unknowns").map { key, bounds in
            let name = try text(key, "an unknown's name")
            if case .scalar(let word) = bounds, word.string == "free" { return ProblemFile.Unknown(name: name) }
            guard case .sequence(let ends) = bounds, ends.count == 2 else {
                throw error(
                    "the unknown '\(name.text)' needs two bounds, such as [1, 100], or the word free", at: bounds)
            }
            return ProblemFile.Unknown(
                name: name, lower: try text(ends[0], "a bound"), upper: try text(ends[1], "a bound"))
        }
    }

    func variables(_ node: Node) throws -> [ProblemFile.Variable] {
        try mapping(node, "variables").map { key, bounds in
            let name = try text(key, "a variable's name")
            guard case .sequence(let ends) = bounds, ends.count == 2 else {
                throw error("the variable '\(name.text)' needs two bounds, such as [0, 2*pi]", at: bounds)
            }
            return ProblemFile.Variable(
                name: name, lower: try text(ends[0], "a bound"), upper: try text(ends[1], "a bound"))
        }
    }

    func conditions(_ node: Node) throws -> [ProblemFile.Condition] {
        guard case .sequence(let items) = node else {
            throw error("conditions must be a list of {on: ..., equation: ...}", at: node)
        }
        return try items.map { item in
            let fields = try mapping(item, "a condition")
            for (key, _) in fields where !["on", "equation"].contains(key.string ?? "") {
                throw error(
                    "unknown key '\(key.string ?? "")' in a condition; it has 'on' and 'equation' "
                        + "(an equation with a comma needs quotation marks)", at: key)
            }
            guard let on = fields["on"] else {
                throw error("this condition does not say where it holds ('on: boundary')", at: item)
            }
            let place = try text(on, "on")
            let equation = try optionalText(fields["equation"], "equation")
            if equation == nil && !place.text.hasPrefix("periodic") {
                throw error("this condition has no equation, such as u = 0", at: item)
            }
            return ProblemFile.Condition(on: place, equation: equation)
        }
    }
}
