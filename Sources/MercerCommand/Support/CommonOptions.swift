import ArgumentParser
import Mercer

/// The options every subcommand has.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print one JSON object to standard output and nothing else there.")
    var json = false

    @Flag(help: "No progress and no summary.")
    var quiet = false

    @Option(help: "The number of threads to use; all cores unless given.")
    var threads: Int?

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    }

    /// Applies what holds for the whole process.
    func apply() {
        if let threads { Parallelism.setThreadCount(threads) }
    }

    /// Prints a line of the summary, unless JSON or quiet was asked for.
    func summary(_ line: String) {
        if !json && !quiet { print(line) }
    }

    /// Prints a warning to standard error.
    func warn(_ sentence: String) {
        if !quiet { Terminal.printError("mercer: warning: \(sentence)") }
    }

    var showsProgress: Bool { !quiet && Terminal.showsProgress }
}
