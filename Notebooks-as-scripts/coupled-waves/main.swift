import Foundation
import Mercer
import Notebook

// %% Two unknown functions
let notebook = Notebook("coupled-waves", title: "Schrödinger's equation as a system of two")
notebook.text(
    """
    ψ = r + i s with i ψ_t = -½ ψ_xx in a box: r_t = -½ s_xx, s_t = ½ r_xx. The start is a sum of two eigenfunctions, so the truth
    is known: each turns at its own energy.
    """)
let energies = [0.5 * Double.pi * Double.pi, 2 * Double.pi * Double.pi]
let real = "cos(E1*t)*sin(pi*x) + 0.5*cos(E2*t)*sin(2*pi*x)"
let imaginary = "-sin(E1*t)*sin(pi*x) - 0.5*sin(E2*t)*sin(2*pi*x)"
let statement = PDEStatement(
    variables: [.init("x", "0", "1"), .init("t", "0", "1")], functions: ["r", "s"],
    equations: ["r_t = -0.5*s_xx", "s_t = 0.5*r_xx"],
    conditions: [
        .init(on: "t = 0", "r = sin(pi*x) + 0.5*sin(2*pi*x)"), .init(on: "t = 0", "s = 0"),
        .init(on: "x = min", "r = 0"), .init(on: "x = max", "r = 0"), .init(on: "x = min", "s = 0"),
        .init(on: "x = max", "s = 0"),
    ], exact: ["r": real, "s": imaginary], parameters: ["E1": energies[0], "E2": energies[1]])
let solution = try statement.problem().solve()
notebook.check("relative error", solution.report.relativeL2Error ?? .nan, atMost: 1e-9)

// %% The probability stays one
let x = Vector.linearlySpaced(from: 0, through: 1, count: 401)
var figure = Figure(x: Axis("x"), y: Axis("|ψ|²"), width: 640, height: 320)
for t in [0.0, 0.3, 0.7, 1] {
    let points = Matrix(rowCount: x.count, columnCount: 2) { row, column in column == 0 ? x[row] : t }
    let parts = solution.components.map { $0.solution.mean(at: points) }
    let density = x.indices.map { parts[0][$0] * parts[0][$0] + parts[1][$0] * parts[1][$0] }
    let mass = density.reduce(0, +) / Double(x.count - 1)
    notebook.check("mass at t = \(t)", mass, is: 0.625, within: 1e-8)
    figure.line(x: x, y: density, name: "t = \(t)")
}
notebook.figure("density", try figure.svg(), caption: "The density sloshes between the walls.")
notebook.finish()
