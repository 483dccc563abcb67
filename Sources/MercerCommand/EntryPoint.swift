import ArgumentParser
import Foundation
import Mercer

/// Runs the command and maps every outcome to the contract's exit status: 0 done, 1 wrong input or failed job, 2 bad
/// usage, 130 interrupted.
@main
enum EntryPoint {
    static func main() {
        Interruption.install()
        do {
            var command = try MercerCommand.parseAsRoot()
            try command.run()
        } catch {
            finish(with: error)
        }
    }

    private static func finish(with error: any Error) -> Never {
        if error is CleanExit || isHelpRequest(error) {
            print(MercerCommand.fullMessage(for: error))
            exit(0)
        }
        if let code = error as? ExitCode { exit(code.rawValue) }
        if isUsageError(error) {
            Terminal.printError(MercerCommand.fullMessage(for: error))
            exit(2)
        }
        Terminal.printError("mercer: \(error)")
        exit(1)
    }

    private static func isHelpRequest(_ error: any Error) -> Bool {
        MercerCommand.exitCode(for: error) == .success
    }

    private static func isUsageError(_ error: any Error) -> Bool {
        MercerCommand.exitCode(for: error) == .validationFailure
    }
}

/// The command `mercer`.
struct MercerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mercer",
        abstract: "Gaussian processes, kernel methods and a kernel PDE solver.",
        discussion: """
            Solve a differential equation:   mercer pde solve example:poisson-1d-single-sine
            Fit a Gaussian process:          mercer fit data.csv --target y --kernel 'rbf(lengthscales=relevance)' \
            --output model
            """,
        version: mercerVersion,
        subcommands: [
            PDECommand.self, FitCommand.self, PredictCommand.self, ScoreCommand.self, GramCommand.self,
            KernelsCommand.self,
            DoctorCommand.self,
        ]
    )
}

/// The version of the command and the library.
let mercerVersion = "0.1.0"
