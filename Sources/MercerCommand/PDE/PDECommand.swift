import ArgumentParser
import Mercer

/// `mercer pde`: differential equations.
struct PDECommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pde",
        abstract: "Solve differential equations given as text.",
        discussion: "Example: mercer pde solve example:poisson-1d-single-sine",
        subcommands: [PDESolveCommand.self, PDECheckCommand.self, PDENewCommand.self, PDEExamplesCommand.self]
    )
}

/// `mercer pde examples`: the built-in problems.
struct PDEExamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "examples",
        abstract: "List the built-in problems.",
        discussion: "Example: mercer pde solve example:allen-cahn-1d"
    )

    @OptionGroup var options: CommonOptions

    mutating func run() throws {
        if options.json {
            let list = ExampleProblems.all.map { example -> JSONValue in
                ["name": .string(example.name), "summary": .string(example.summary), "problem": .string(example.text)]
            }
            print(JSONValue.object([.init("examples", .array(list))]).text())
            return
        }
        let width = ExampleProblems.all.map(\.name.count).max() ?? 0
        for example in ExampleProblems.all { options.summary("\(example.name.padded(to: width))  \(example.summary)") }
    }
}

/// `mercer pde new`: a commented template.
struct PDENewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Print a commented problem file to start from.",
        discussion: "Example: mercer pde new my-problem > my-problem.yaml"
    )

    @Argument(help: "The problem's name.")
    var name: String
    @OptionGroup var options: CommonOptions

    mutating func run() throws {
        let text = ProblemTemplate.text(name: name)
        if options.json {
            print(JSONValue.object([.init("name", .string(name)), .init("problem", .string(text))]).text())
        } else {
            print(text, terminator: "")
        }
    }
}

/// `mercer pde check`: read a problem and explain it.
struct PDECheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read a problem file and explain it without solving.",
        discussion: "Example: mercer pde check my-problem.yaml"
    )

    @Argument(help: "The problem file, '-', or example:NAME.")
    var problem: String
    @OptionGroup var options: CommonOptions

    mutating func run() throws {
        let file = try ProblemFile(argument: problem)
        let understood = try UnderstoodProblem(file)
        if options.json {
            print(understood.json.text())
        } else {
            for line in understood.explanation { options.summary(line) }
        }
    }
}
