import Foundation
import Mercer
import Notebook

// %% A nonlinear equation with three scales in each variable
let notebook = Notebook("multi-scale-allen-cahn", title: "Allen-Cahn with several scales, one and two variables")
notebook.text(
    "u'' + u (u² - 1) = f, solved by Newton's method on the coefficients of the highest derivative; f is manufactured.")

@MainActor func solve(_ statement: PDEStatement, _ name: String, atMost bound: Double) throws -> any PDESolution {
    let solution = try statement.problem().solve()
    notebook.check("\(name): relative error", solution.report.relativeL2Error ?? .nan, atMost: bound)
    notebook.check("\(name): Newton steps", Double(solution.report.iterations), atMost: 12)
    return solution
}

// %% One variable
let single = "sin(x) + 0.1*sin(20*x) + 0.05*cos(100*x)"
let curve = try solve(
    PDEStatement(
        variables: [.init("x", "0", "1")], equations: ["u_xx + u*(u^2 - 1) = manufactured"],
        conditions: [.init(on: "boundary", "u = \(single)")], exact: ["u": single]), "one variable", atMost: 1e-9)

// %% Two variables
let factor = { (name: String) in "(sin(\(name)) + 0.1*sin(20*\(name)) + cos(60*\(name)))" }
let product = "\(factor("x"))*\(factor("y"))"
let field = try solve(
    PDEStatement(
        variables: [.init("x", "0", "1"), .init("y", "0", "1")],
        equations: ["u_xx + u_yy + u*(u^2 - 1) = manufactured"],
        conditions: [.init(on: "boundary", "u = manufactured")], exact: ["u": product]), "two variables", atMost: 1e-10)

// %% Pictures
let x = Vector.linearlySpaced(from: 0, through: 1, count: 2001)
var line = Figure(title: "one variable", x: Axis("x"), y: Axis("u"), width: 520, height: 440)
line.line(x: x, y: curve.mean(at: Matrix(column: x)), style: LineStyle(color: .blue))
let side = 161
let points = Matrix(rowCount: side * side, columnCount: 2) { row, column in
    Double(column == 0 ? row % side : row / side) / Double(side - 1)
}
let values = Matrix(rowCount: side, columnCount: side, columnMajor: field.mean(at: points).array)
var map = Figure(title: "two variables", x: Axis("x"), y: Axis("y"), width: 520, height: 440)
map.heatMap(values.transposed, x: 0...1, y: 0...1, label: "u")
notebook.figure(
    "solutions", try FigureGrid(title: "", columnCount: 2, figures: [line, map]).svg(),
    caption: "Solutions of the Allen-Cahn equation with three scales.")
notebook.finish()
