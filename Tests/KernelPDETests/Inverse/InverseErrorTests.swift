import KernelPDE
import LinearAlgebra
import Testing

@Suite struct InverseErrorTests {
    private func error(_ change: (inout PDEStatement) -> Void) -> PDEError? {
        var statement = InverseTests.diffusion(isNoiseGiven: true)
        change(&statement)
        do throws(PDEError) {
            _ = try statement.problem().solve()
            return nil
        } catch { return error }
    }

    /// The change makes the statement one that is refused with a message holding `part`.
    private func refused(_ part: String, _ change: (inout PDEStatement) -> Void) {
        let text = error(change)?.description ?? "accepted"
        #expect(text.contains(part), "\(text)")
    }

    @Test func observationsAreChecked() {
        refused("needs some") { $0.observations = nil }
        refused("w is no unknown function") { $0.observations?.series[0].function = "w" }
        refused("2 values of u for 30 points") { $0.observations?.series[0].values = [1, 2] }
        refused("row 4 is not finite") { $0.observations?.series[0].values[3] = .infinity }
        refused("no values") { $0.observations?.series[0].values = Vector(count: 30, repeating: .nan) }
        refused("x = 1.5 in row 3") { $0.observations?.points[2, 0] = 1.5 }
        refused("1 coordinates") { $0.observations?.points = Matrix(rowCount: 30, columnCount: 1) }
        refused("row 2 is 0.0") { $0.observations?.standardDeviation?[1] = 0 }
        refused("1 standard deviations") { $0.observations?.standardDeviation = [1] }
    }

    @Test func unknownsAreChecked() {
        refused("are empty") { $0.unknowns[0].lower = 20 }
        refused("no equation holds it") { $0.unknowns.append(.init("c", from: 0, through: 1)) }
        refused("z is no variable") { $0.unknowns[0].arguments = ["z"] }
        refused("one of the variables") { $0.unknowns[0].arguments = ["x", "t"] }
        refused("only coefficients of equations") {
            $0.conditions[0] = .init(on: "t = 0", "u = kappa*sin(pi*x)")
        }
        refused("one field") {
            $0.unknowns = [.init("kappa", of: ["x"], from: 0, through: 1), .init("f", of: ["x"], from: 0, through: 1)]
        }
    }
}
