import Foundation
import Mercer
import Notebook

// %% What conducts the heat?
let notebook = Notebook("inverse-diffusion", title: "A diffusion coefficient from noisy temperatures")
notebook.text(
    """
    u_t = κ u_xx on [0, 1] × [0, 0.3] with u(x, 0) = sin πx + ½ sin 2πx and cold ends. Thirty temperatures are measured at random
    places with noise of standard deviation 0.01; κ is known to lie in [0.05, 20]. The truth is κ = 0.7.
    """)
let truth = 0.7
var generator = SeededGenerator(seed: 11)
let count = notebook.setting(quick: 30, full: 120)
let points = Matrix(rowCount: count, columnCount: 2) { _, _ in 0 }
var places = points
var values = Vector(count: count, repeating: 0)
for i in 0..<count {
    let (x, t) = (generator.uniform(), 0.3 * generator.uniform())
    places[i, 0] = x
    places[i, 1] = t
    let decay = { (k: Double) in exp(-k * k * Double.pi * Double.pi * truth * t) }
    values[i] = decay(1) * sin(Double.pi * x) + 0.5 * decay(2) * sin(2 * Double.pi * x) + 0.01 * generator.normal()
}

// %% The same statement as a forward problem, plus the unknown and the measurements
let statement = PDEStatement(
    variables: [.init("x", "0", "1"), .init("t", "0", "0.3")], equations: ["u_t = kappa*u_xx"],
    conditions: [
        .init(on: "t = 0", "u = sin(pi*x) + 0.5*sin(2*pi*x)"), .init(on: "x = min", "u = 0"),
        .init(on: "x = max", "u = 0"),
    ], unknowns: [UnknownCoefficient("kappa", from: 0.05, through: 20)],
    observations: PointObservations(points: places, series: [.init("u", values)]))
let solution = try statement.problem().solve()
let estimate = solution.report.parameters["kappa"] ?? .init(mean: .nan, standardDeviation: .nan)

// %% How close, in its own standard deviations
notebook.check("κ", estimate.mean, is: truth, within: 0.05)
notebook.check(
    "distance in standard deviations", abs(estimate.mean - truth) / estimate.standardDeviation, atMost: 3)
notebook.check("standard deviation", estimate.standardDeviation, atMost: 0.03)
notebook.finish()
