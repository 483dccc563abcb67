import ArgumentParser
import Mercer

/// `mercer doctor`: what the numerical core found on this machine.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say which libraries, instruction set and threads are in use.",
        discussion: "Example: mercer doctor --json"
    )

    @OptionGroup var options: CommonOptions

    mutating func run() throws {
        options.apply()
        let machine = MachineReport()
        let servedByOpenBLAS = machine.choleskyLibrary.contains("openblas")
        let rows: [(String, JSONValue)] = [
            ("mercer", .string(mercerVersion)),
            ("instructionSet", .string(machine.instructionSet)),
            ("threads", .integer(machine.threadCount)),
            ("processors", .integer(machine.processorCount)),
            ("blasCore", .string(machine.blasCore)),
            ("blas", .string(machine.blasConfiguration)),
            ("choleskyLibrary", .string(machine.choleskyLibrary)),
            ("lapack", .string(machine.lapackVersion)),
            ("fftw", .string(machine.fftwVersion)),
        ]
        if options.json {
            print(JSONValue.object(rows.map { JSONValue.Member($0.0, $0.1) }).text())
        } else {
            let width = rows.map(\.0.count).max() ?? 0
            for (name, value) in rows {
                print(name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + plain(value))
            }
        }
        if !servedByOpenBLAS {
            options.warn(
                "dpotrf is served by \(machine.choleskyLibrary), not by OpenBLAS; factorisations will be slow. "
                    + "Link OpenBLAS before other LAPACK libraries.")
        }
    }

    private func plain(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return value.text()
    }
}
