import Foundation
import Mercer
import Notebook

// %% A hundred oscillations, one command
let notebook = Notebook("high-frequency-poisson", title: "Poisson's equation with a high-frequency solution")
notebook.text(
    """
    u'' = f on [0, 2π] with solutions that oscillate up to 150 times. Networks and kernels with learned frequencies need
    thousands of steps here; an exact process on the highest derivative needs one banded solve. No option is set below.
    """)

// %% Four problems
let problems: [(name: String, upper: String, f: String, u: String)] = [
    ("sin 100x", "2*pi", "-10000*sin(100*x)", "sin(100*x)"),
    (
        "three scales", "1", "-sin(x) - 40*sin(20*x) - 500*sin(100*x)", "sin(x) + 0.1*sin(20*x) + 0.05*sin(100*x)"
    ),
    ("tones 150 and 157", "2*pi", "-22500*sin(150*x) - 24649*sin(157*x)", "sin(150*x) + sin(157*x)"),
    ("rising tone", "2*pi", "40*cos(20*x^2) - 1600*x^2*sin(20*x^2)", "sin(20*x^2)"),
]
var rows: [[String]] = []
var figures: [Figure] = []
for problem in problems {
    let statement = PDEStatement(
        variables: [.init("x", "0", problem.upper)], equations: ["u_xx = \(problem.f)"],
        conditions: [.init(on: "boundary", "u = \(problem.u)")], exact: ["u": problem.u])
    let solution = try statement.problem().solve()
    let report = solution.report
    notebook.check("\(problem.name): relative error", report.relativeL2Error ?? .nan, atMost: 3e-10)
    notebook.check("\(problem.name): accepted", report.grade == .accepted)
    rows.append([
        problem.name, String(format: "%.1e", report.relativeL2Error ?? .nan),
        String(format: "%.1f", 1000 * report.seconds), "\(report.degree["x"] ?? 0)",
        (report.frequencies["x"] ?? []).prefix(3).map { String(format: "%.4g", $0) }.joined(separator: ", "),
    ])
    let x = Vector.linearlySpaced(from: 0, through: solution.variables[0].upper, count: 4001)
    var figure = Figure(title: problem.name, x: Axis("x"), y: Axis("u"), width: 480, height: 240)
    figure.line(x: x, y: solution.mean(at: Matrix(column: x)), style: LineStyle(color: .blue, width: 1))
    figures.append(figure)
}

// %% What came out
notebook.table(["solution", "relative error", "ms", "degree", "frequencies found"], rows)
notebook.figure(
    "solutions", try FigureGrid(title: "", columnCount: 2, figures: figures).svg(), caption: "The four solutions.")
notebook.finish()
