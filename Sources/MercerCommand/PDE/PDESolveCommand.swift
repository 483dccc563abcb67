import ArgumentParser
import Mercer

/// `mercer pde solve`: solve a problem and write the solution.
struct PDESolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Solve a problem.",
        discussion: """
            Example: mercer pde solve example:poisson-1d-single-sine --output solution

            Prints a summary, or with --json the report. With --output it writes report.json, solution.csv,
            solution.npy, solution.svg and problem.yaml into a directory.
            """
    )

    @Argument(help: "The problem file, '-', or example:NAME.")
    var problem: String
    @Option(help: "The directory to write the solution to.")
    var output: String?
    @Option(
        help:
            "Points at which the solution is written (default 1001); for other methods than integral also the equations, as x=400."
    )
    var grid: String?
    @Option(help: "auto (the default), integral, features, grid, collocation or gp-hm.")
    var method: PDEMethod = .auto
    @OptionGroup var options: CommonOptions

    mutating func run() throws {
        options.apply()
        let directory = output.map { AtomicDirectory($0) }
        try directory?.check()
        var file = try ProblemFile(argument: problem)
        if let grid { file.grid = try GridOption.parse(grid) }
        let outcome = try SolvedProblem(file, method: method)
        for warning in outcome.report.warnings { options.warn(warning) }
        try directory?.write { try outcome.write(into: $0) }
        if options.json {
            print(outcome.json.text())
        } else {
            for line in outcome.summary { options.summary(line) }
            if let output { options.summary("solution written to \(output)") }
        }
        if !outcome.report.converged {
            throw CommandError("the problem is not solved to the tolerance asked for; see the warnings above")
        }
    }
}

/// The text of `--grid`.
enum GridOption {
    static func parse(_ text: String) throws -> [String: Int] {
        var result: [String: Int] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, let count = Int(sides[1]), count >= 2 else {
                throw ValidationError("--grid is a list such as x=400,y=400, not '\(text)'.")
            }
            result[sides[0]] = count
        }
        return result
    }
}
