import Foundation

/// A story that computes: text, tables, figures and numbers with the bounds they must keep, written as one Markdown report.
///
///     let notebook = Notebook("name", title: "What it is about")
///     notebook.text("...")
///     notebook.check("relative error", error, atMost: 1e-10)
///     notebook.figure("solution", try figure.svg(), caption: "...")
///     notebook.finish()
///
/// Options of every story: `--full` for the real thing rather than the quick settings, `--output DIRECTORY` for the report
/// and its figures (default `mercer-output/NAME`). A story whose numbers have moved ends with status 1.
@MainActor public final class Notebook {
    /// Whether the real settings were asked for instead of the quick ones.
    public let isFull: Bool
    private let name: String
    private let directory: URL
    private var lines: [String]
    private var failures: [String] = []
    private let start = Date()

    /// Begins a story, reading the options from the command line.
    public init(_ name: String, title: String) {
        var arguments = CommandLine.arguments.dropFirst()
        var isFull = false
        var output = "mercer-output/\(name)"
        while let argument = arguments.popFirst() {
            switch argument {
            case "--full": isFull = true
            case "--output":
                guard let path = arguments.popFirst() else { Self.stop("--output needs a directory", status: 2) }
                output = path
            default: Self.stop("unknown option '\(argument)'; there are --full and --output DIRECTORY", status: 2)
            }
        }
        self.name = name
        self.isFull = isFull
        directory = URL(fileURLWithPath: output)
        lines = ["# \(title)", ""]
        do { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) } catch {
            Self.stop("cannot make the directory '\(output)': \(error.localizedDescription)", status: 1)
        }
        print("\(title)\(isFull ? " (full)" : "")")
    }

    /// Picks between the quick and the full value of a setting.
    public func setting<Value>(quick: Value, full: Value) -> Value { isFull ? full : quick }

    /// A heading, a paragraph or any Markdown.
    public func text(_ markdown: String) { lines += [markdown, ""] }

    /// A table; numbers are to be formatted already.
    public func table(_ header: [String], _ rows: [[String]]) {
        lines.append("| " + header.joined(separator: " | ") + " |")
        lines.append("|" + header.map { _ in "---|" }.joined())
        lines += rows.map { "| " + $0.joined(separator: " | ") + " |" }
        lines.append("")
        for row in [header] + rows { print("  " + row.joined(separator: "   ")) }
    }

    /// A figure, written beside the report.
    public func figure(_ name: String, _ svg: String, caption: String) {
        do {
            try svg.write(to: directory.appendingPathComponent(name + ".svg"), atomically: true, encoding: .utf8)
        } catch { Self.stop("cannot write the figure '\(name)': \(error.localizedDescription)", status: 1) }
        lines += ["![\(caption)](\(name).svg)", "", "*\(caption)*", ""]
    }

    /// A number that must not exceed a bound.
    public func check(_ what: String, _ value: Double, atMost bound: Double) {
        record(what, value, isKept: value <= bound, "at most \(bound)")
    }

    /// A number that must not fall below a bound.
    public func check(_ what: String, _ value: Double, atLeast bound: Double) {
        record(what, value, isKept: value >= bound, "at least \(bound)")
    }

    /// A number that must stay what it was, within an absolute tolerance.
    public func check(_ what: String, _ value: Double, is expected: Double, within tolerance: Double) {
        record(what, value, isKept: abs(value - expected) <= tolerance, "\(expected) within \(tolerance)")
    }

    /// Something that must hold.
    public func check(_ what: String, _ holds: Bool) {
        let line = "\(holds ? "✓" : "✗") \(what)"
        print("  " + line)
        lines += ["- " + line, ""]
        if !holds { failures.append(what) }
    }

    /// Writes the report; ends the program with status 1 if a number has moved.
    public func finish() -> Never {
        lines.append("Run in \(String(format: "%.1f", Date().timeIntervalSince(start))) s.")
        do {
            try (lines.joined(separator: "\n") + "\n").write(
                to: directory.appendingPathComponent("report.md"), atomically: true, encoding: .utf8)
        } catch { Self.stop("cannot write the report: \(error.localizedDescription)", status: 1) }
        if failures.isEmpty {
            print("report written to \(directory.relativePath)/report.md")
            exit(0)
        }
        Self.stop("\(name): \(failures.count) numbers have moved: \(failures.joined(separator: "; "))", status: 1)
    }

    /// Ends the story with what went wrong.
    public static func stop(_ message: String, status: Int32 = 1) -> Never {
        FileHandle.standardError.write(Data("notebook: \(message)\n".utf8))
        exit(status)
    }

    private func record(_ what: String, _ value: Double, isKept: Bool, _ rule: String) {
        let line = "\(isKept ? "✓" : "✗") \(what): \(String(format: "%.6g", value)) (\(rule))"
        print("  " + line)
        lines += ["- " + line, ""]
        if !isKept { failures.append(line) }
    }
}
