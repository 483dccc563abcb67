// Does a Student-t process predict better than a Gaussian process where noise has heavy tails, and as well where it has not?
//
//     HeavyTails FIGURE.svg [TASKS]
//
// Many small regression tasks: a function drawn from a Gaussian process, n noisy values of it, 50 new ones to predict. All
// models have the same kernel and the same fitted parameters (variance, lengthscale, noise); the Student-t process
// mixes over the scale (ν = 3), and for comparison the third has Student-t noise (Laplace). Reported: the mean negative log
// predictive density of a new value, less the Gaussian process' own, with the standard error over tasks.

import Foundation
import Mercer

guard CommandLine.arguments.count > 1 else {
    print("usage: HeavyTails FIGURE.svg [TASKS]")
    exit(2)
}
let taskCount = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 200
let sizes = [8, 16, 32, 64]
var figures: [Figure] = []
for noise in [NoiseLaw.studentT, .normal] {
    print("\(noise.rawValue): mean NLPD of the Gaussian process, and differences to it (negative is better)")
    var differences: [(process: Difference, likelihood: Difference)] = []
    for n in sizes {
        let results = try (0..<taskCount).map { try Task(rows: n, noise: noise, seed: UInt64(1000 * n + $0)).compare() }
        let process = Difference(results.map { $0.studentTProcess - $0.gaussian })
        let likelihood = Difference(results.map { $0.studentTNoise - $0.gaussian })
        let gaussian = results.map(\.gaussian).reduce(0, +) / Double(taskCount)
        print(
            String(
                format: "  n = %3d: %7.3f   Student-t process %+.3f ± %.3f   Student-t noise %+.3f ± %.3f", n, gaussian,
                process.mean, process.error, likelihood.mean, likelihood.error))
        differences.append((process, likelihood))
    }
    figures.append(figure(noise, sizes, differences))
}
let grid = FigureGrid(title: "NLPD less the Gaussian process' own, in nats", columnCount: 2, figures: figures)
try AtomicFile(CommandLine.arguments[1]).write(grid.svg())

/// One panel: both differences against the number of rows.
func figure(
    _ noise: NoiseLaw, _ sizes: [Int], _ differences: [(process: Difference, likelihood: Difference)]
) -> Figure {
    var figure = Figure(
        x: Axis("rows", scale: .logarithmic), y: Axis(noise.rawValue), width: 420, height: 320)
    let x = sizes.map(Double.init)
    for (name, color, values) in [
        ("Student-t process", Color.blue, differences.map(\.process)),
        ("Student-t noise", Color.vermillion, differences.map(\.likelihood)),
    ] {
        figure.line(x: x, y: values.map(\.mean), name: name, style: LineStyle(color: color))
        figure.band(
            x: x, lower: values.map { $0.mean - 2 * $0.error }, upper: values.map { $0.mean + 2 * $0.error },
            color: color)
    }
    figure.horizontalRule(at: 0)
    return figure
}

/// The mean of differences over tasks with its standard error.
struct Difference {
    var mean, error: Double

    init(_ values: [Double]) {
        let n = Double(values.count)
        let center = values.reduce(0, +) / n
        mean = center
        error = (values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / (n * (n - 1))).squareRoot()
    }
}
