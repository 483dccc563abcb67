import Mercer

/// Poisson's equation on a grid of the given sizes (one to four variables), with a solution of two skew tones: error, time by
/// phase. Run one size a process, for the peak of memory:
///
///     /usr/bin/time -v PDE grid 200 200 200
func gridTiming(_ sizes: [Int]) throws {
    let names = Array(["x", "y", "z", "w"].prefix(sizes.count))
    let tone = zip(["21", "17", "25", "9"], names).map { "\($0)*\($1)" }.joined(separator: " + ")
    let exact = "sin(\(tone)) + 0.1*cos(60*x - 4*\(names[names.count - 1]))"
    let problem = try TensorProblem(
        variables: names.map { (name: $0, lower: "0", upper: "1") },
        equation: names.map { "u_\($0)\($0)" }.joined(separator: " + ") + " = manufactured",
        conditions: [(on: "boundary", equation: "u = \(exact)")], exact: exact)
    let report = try GridSolver(points: sizes).solve(problem).report
    let phases = report.phases.sorted { $0.key < $1.key }.map { "\($0.key) \(brief($0.value))" }.joined(separator: ", ")
    print(
        sizes.map(String.init).joined(separator: " x ") + ": error \(brief(report.relativeL2Error ?? .nan)), "
            + "\(brief(report.seconds)) s (\(phases)), residual \(brief(report.residual ?? .nan)), \(report.grade.rawValue)"
    )
    for warning in report.warnings { print("  " + warning) }
}
