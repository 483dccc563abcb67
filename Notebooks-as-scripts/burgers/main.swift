import Foundation
import Mercer
import Notebook

// %% A shock that forms
let notebook = Notebook("burgers", title: "Burgers' equation at viscosity 0.01/π")
notebook.text(
    """
    u_t + u u_x = (0.01/π) u_xx on [-1, 1] × [0, 1], u(x, 0) = -sin πx: a layer of width 0.003 forms at x = 0. The truth is the
    Cole-Hopf integral, evaluated here by the trapezoidal rule with the largest exponent taken out.
    """)
let viscosity = 0.01 / Double.pi

/// u(x, t) by Cole and Hopf: the mean of -sin(π (x - η)) under the weights exp(-cos(π (x - η))/(2πν) - η²/(4νt)).
@MainActor func truth(_ x: Double, _ t: Double) -> Double {
    if t == 0 { return -sin(Double.pi * x) }
    let width = 2 * (viscosity * t).squareRoot()
    let steps = 6000
    var exponents = [Double](repeating: 0, count: steps + 1)
    var places = exponents
    for i in 0...steps {
        let z = 26 * (Double(i) / Double(steps) - 0.5)
        places[i] = x - width * z
        exponents[i] = -cos(Double.pi * places[i]) / (2 * Double.pi * viscosity) - z * z
    }
    let largest = exponents.max() ?? 0
    var (above, below) = (0.0, 0.0)
    for i in 0...steps {
        let weight = exp(exponents[i] - largest)
        above -= weight * sin(Double.pi * places[i])
        below += weight
    }
    return above / below
}

// %% Solve it, no option set
let statement = PDEStatement(
    variables: [.init("x", "-1", "1"), .init("t", "0", "1")], equations: ["u_t + u*u_x = nu*u_xx"],
    conditions: [
        .init(on: "t = 0", "u = -sin(pi*x)"), .init(on: "x = min", "u = 0"), .init(on: "x = max", "u = 0"),
    ], parameters: ["nu": viscosity])
let solution = try statement.problem().solve()
notebook.text("Method: \(solution.report.method), \(String(format: "%.2f", solution.report.seconds)) s.")

// %% Compare
let count = notebook.setting(quick: 41, full: 201)
let axis = Vector.linearlySpaced(from: -1, through: 1, count: count).array
var (difference, size) = (0.0, 0.0)
for t in [0.25, 0.5, 0.75, 1] {
    let points = Matrix(rowCount: count, columnCount: 2) { row, column in column == 0 ? axis[row] : t }
    for (value, x) in zip(solution.mean(at: points), axis) {
        let exact = truth(x, t)
        difference += (value - exact) * (value - exact)
        size += exact * exact
    }
}
notebook.check("relative error at t = 0.25, 0.5, 0.75, 1", (difference / size).squareRoot(), atMost: 1e-4)
notebook.check("seconds", solution.report.seconds, atMost: 30)

// %% Picture
var figure = Figure(x: Axis("x"), y: Axis("u"), width: 640, height: 360)
for t in [0, 0.25, 0.5, 1] {
    let x = Vector.linearlySpaced(from: -1, through: 1, count: 1001)
    let points = Matrix(rowCount: x.count, columnCount: 2) { row, column in column == 0 ? x[row] : t }
    figure.line(x: x, y: solution.mean(at: points), name: "t = \(t)")
}
notebook.figure("profiles", try figure.svg(), caption: "The wave steepens into a layer at x = 0.")
notebook.finish()
