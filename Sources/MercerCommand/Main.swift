import ArgumentParser
import Mercer

@main
struct MercerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "mercer")
    mutating func run() throws { print("mercer") }
}
