import Foundation
import Mercer
import Notebook

// %% Domains that are no boxes
let notebook = Notebook("irregular-domain", title: "Poisson's equation on a disk, with and without a hole")
notebook.text("The domain is an inequality; `boundary` is its edge, found along rays.")

@MainActor func solve(_ name: String, domain: String, exact: String, atMost bound: Double) throws -> any PDESolution {
    let statement = PDEStatement(
        variables: [.init("x", "-1", "1"), .init("y", "-1", "1")], equations: ["u_xx + u_yy = manufactured"],
        conditions: [.init(on: "boundary", "u = manufactured")], exact: ["u": exact], domain: domain)
    let solution = try statement.problem().solve()
    notebook.check("\(name): relative error", solution.report.relativeL2Error ?? .nan, atMost: bound)
    return solution
}

// %% Solve
let disk = try solve("disk", domain: "x^2 + y^2 < 1", exact: "exp(x)*sin(3*y) + x*y^2", atMost: 1e-9)
let ring = try solve(
    "ring", domain: "max(x^2 + y^2 - 0.95, 0.1 - (x - 0.2)^2 - y^2) < 0", exact: "cos(4*x - 2*y)", atMost: 1e-8)

// %% Pictures
let side = 161
let points = Matrix(rowCount: side * side, columnCount: 2) { row, column in
    2 * Double(column == 0 ? row % side : row / side) / Double(side - 1) - 1
}
@MainActor func map(_ solution: any PDESolution, _ title: String) -> Figure {
    var values = solution.mean(at: points)
    for (row, isInside) in solution.contains(points).enumerated() where !isInside { values[row] = .nan }
    var figure = Figure(title: title, x: Axis("x"), y: Axis("y"), width: 480, height: 420)
    figure.heatMap(
        Matrix(rowCount: side, columnCount: side, columnMajor: values.array).transposed, x: -1...1, y: -1...1,
        label: "u")
    return figure
}
notebook.figure(
    "domains", try FigureGrid(title: "", columnCount: 2, figures: [map(disk, "disk"), map(ring, "ring")]).svg(),
    caption: "The solutions on a disk and on a ring with an off-centre hole.")
notebook.finish()
