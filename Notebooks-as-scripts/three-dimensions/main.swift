import Foundation
import Mercer
import Notebook

// %% Three variables
let notebook = Notebook("three-dimensions", title: "Poisson's equation in a cube, several frequencies, no product")
notebook.text(
    "u is a sum of tones along oblique directions under a bubble; one eigendecomposition a variable solves it.")
let bubble = "x*(1 - x)*y*(1 - y)*z*(1 - z)"
let exact = "\(bubble)*(sin(21*x + 17*y + 25*z) + 0.3*cos(35*x - 20*y + 10*z))"
let statement = PDEStatement(
    variables: [.init("x", "0", "1"), .init("y", "0", "1"), .init("z", "0", "1")],
    equations: ["u_xx + u_yy + u_zz = manufactured"], conditions: [.init(on: "boundary", "u = 0")], exact: ["u": exact])
let solution = try statement.problem().solve()
notebook.check("relative error", solution.report.relativeL2Error ?? .nan, atMost: 1e-10)
notebook.text("Solved in \(String(format: "%.2f", solution.report.seconds)) s, degrees \(solution.report.degree).")

// %% The middle plane
let side = 121
let points = Matrix(rowCount: side * side, columnCount: 3) { row, column in
    [Double(row % side) / Double(side - 1), Double(row / side) / Double(side - 1), 0.5][column]
}
var figure = Figure(x: Axis("x"), y: Axis("y"), width: 520, height: 440)
figure.heatMap(
    Matrix(rowCount: side, columnCount: side, columnMajor: solution.mean(at: points).array).transposed, x: 0...1,
    y: 0...1,
    label: "u at z = 0.5")
notebook.figure("plane", try figure.svg(), caption: "The solution on the plane z = 1/2.")
notebook.finish()
