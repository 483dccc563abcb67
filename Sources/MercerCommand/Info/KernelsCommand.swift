import ArgumentParser
import Mercer

/// `mercer kernels`: the kernels of expressions.
struct KernelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernels",
        abstract: "List the kernels of expressions with their arguments.",
        discussion: "Example: mercer kernels --json"
    )

    @OptionGroup var options: CommonOptions

    mutating func run() throws {
        let entries = KernelCatalogue.standard.entries
        if options.json {
            let list = entries.map { entry -> JSONValue in
                [
                    "name": .string(entry.name), "arguments": .string(entry.signature),
                    "summary": .string(entry.summary),
                ]
            }
            print(JSONValue.object([.init("kernels", .array(list))]).text())
            return
        }
        let calls = entries.map { "\($0.name)(\($0.signature))" }
        let width = calls.map(\.count).filter { $0 < 48 }.max() ?? 0
        for (call, entry) in zip(calls, entries) {
            options.summary(
                call.count <= width
                    ? "\(call.padded(to: width))  \(entry.summary)"
                    : "\(call)\n\(String(repeating: " ", count: width))  \(entry.summary)")
        }
        options.summary(
            """

            Join them with + and *, scale with numbers, group with parentheses: 1.3*rbf(0.5) + periodic*matern52
            on([0, 2], rbf) selects input columns; lengthscales=[0.5, 1] or lengthscales=relevance: one per column.
            """)
    }
}
