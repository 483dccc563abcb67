import Foundation
import Mercer
import Yams

extension ProblemFile {
    private static let knownKeys = [
        "name", "variables", "functions", "equation", "equations", "conditions", "exact", "grid", "parameters",
        "samples",
        "checks", "unknowns", "observations", "domain", "kernel",
    ]

    /// Reads a problem from a file, from standard input (`-`), or a built-in one (`example:NAME`).
    init(argument: String) throws {
        if argument.hasPrefix("example:") {
            let name = String(argument.dropFirst("example:".count))
            guard let example = ExampleProblems.named(name) else {
                throw CommandError(
                    "there is no example '\(name)'; list them with: mercer pde examples\(nearest(name, in: ExampleProblems.all.map(\.name)))"
                )
            }
            try self.init(text: example.text, source: argument)
            return
        }
        let text: String
        if argument == "-" {
            text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        } else {
            guard let data = FileManager.default.contents(atPath: argument) else {
                throw CommandError("cannot read '\(argument)': no such file, or no permission")
            }
            guard let decoded = String(data: data, encoding: .utf8) else {
                throw CommandError("'\(argument)' is not UTF-8 text")
            }
            text = decoded
        }
        try self.init(text: text, source: argument == "-" ? "standard input" : argument)
    }

    /// Understands the YAML structure of a problem.
    init(text: String, source: String) throws {
        let reader = ProblemFileReader(source: source)
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch let error as YamlError { throw reader.error(yaml: error) }
        guard let root else { throw reader.error("the file is empty; write a template with: mercer pde new NAME") }
        let top = try reader.mapping(root, "the problem")
        for (key, _) in top {
            let name = key.string ?? ""
            if !Self.knownKeys.contains(name) {
                throw reader.error("unknown key '\(name)'\(nearest(name, in: Self.knownKeys))", at: key)
            }
        }
        self.source = source
        self.text = text
        name = try reader.optionalText(top["name"], "name")?.text ?? "problem"
        variables = try reader.variables(
            reader.required(top["variables"], "variables", example: "variables: {x: [0, 1]}"))
        functions = try top["functions"].map { try reader.texts($0, "functions") } ?? [Located("u")]
        if let several = top["equations"] {
            if let one = top["equation"] { throw reader.error("give 'equation' or 'equations', not both", at: one) }
            equations = try reader.texts(several, "equations")
        } else {
            let node = try reader.required(top["equation"], "equation", example: "equation: u_xx = sin(x)")
            equations = [try reader.text(node, "equation")]
        }
        conditions = try top["conditions"].map(reader.conditions) ?? []
        exact = try reader.exact(top["exact"], functions: functions)
        unknowns = try top["unknowns"].map(reader.unknowns) ?? []
        observations = try reader.optionalText(top["observations"], "observations")
        domain = try reader.optionalText(top["domain"], "domain")
        kernel = try reader.optionalText(top["kernel"], "kernel")
        parameters = try reader.pairs(top["parameters"], "parameters").map { (name: $0, value: $1) }
        samples = try reader.pairs(top["samples"], "samples").map { (name: $0, file: $1) }
        checks = try reader.pairs(top["checks"], "checks").map { (name: $0, file: $1) }
        for (key, value) in try reader.pairs(top["grid"], "grid") {
            guard let count = Int(value.text), count > 0 else {
                throw reader.error(
                    "the grid of '\(key.text)' must be a positive whole number, not '\(value.text)'", at: value)
            }
            grid[key.text] = count
        }
    }
}

/// "; did you mean 'x'?" when a candidate is close to what was written; otherwise nothing.
func nearest(_ word: String, in candidates: [String]) -> String {
    nearestName(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
}
