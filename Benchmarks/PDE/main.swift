import Mercer

// The default solver of one-variable problems: accuracy and time on the acceptance suite, then random problems of nine
// classes judged at points that close in on both ends. Times are medians of five, one process, one BLAS thread.
//
//     swift run -c release PDE [problems per class, 60] [seed, 1]
//     swift run -c release PDE box [problems per class, 20] [seed, 1]
//     swift run -c release PDE time            one line of JSON a problem, for compare.py
//
// `box` does the same for two variables, on two threads. The problems are the files of the tests, linked here, so that both
// speak of the same ones.

func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
}

/// Two significant digits.
func brief(_ x: Double) -> String {
    guard x != 0, x.isFinite else { return "\(x)" }
    var (mantissa, exponent) = (abs(x), 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let rounded = (10 * mantissa).rounded() / 10
    return "\(x < 0 ? "-" : "")\(rounded)e\(exponent)"
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    return 1e3 * (Double(duration.components.seconds) + 1e-18 * Double(duration.components.attoseconds))
}

func suiteTable() throws {
    print("problem                      error    ms       pieces degree residual  grade        frequencies")
    for item in IntegralCase.all {
        var report: PDEReport?
        var times: [Double] = []
        for _ in 0..<5 {
            times.append(
                try milliseconds { report = try IntegralSolver().solve(item.problem()).report })
        }
        guard let report else { continue }
        let frequencies = (report.frequencies["x"] ?? []).prefix(3).map { "\($0)" }.joined(separator: " ")
        print(
            padded(item.name, 28) + padded(brief(report.relativeL2Error ?? .nan), 9)
                + padded(brief(times.sorted()[2]), 9) + padded("\(report.pieces["x"] ?? 0)", 7)
                + padded("\(report.degree["x"] ?? 0)", 7) + padded(brief(report.residual ?? .nan), 10)
                + padded(report.grade.rawValue, 13) + frequencies)
    }
}

func randomTable(perClass count: Int, seed: UInt64) throws {
    print("\nclass                  median   90 %     largest  ms median ms largest pieces accepted/approximate/not")
    var wrong = 0
    var silent = 0
    for kind in RandomOrdinaryProblems.Class.allCases {
        var generator = RandomOrdinaryProblems(seed: seed)
        var (errors, times, pieces): ([Double], [Double], [Int]) = ([], [], [])
        var grades: [PDEReport.Grade: Int] = [:]
        for _ in 0..<count {
            let problem = try generator.next(kind)
            guard let formula = problem.exact else { continue }
            var solved: OrdinarySolution?
            times.append(try milliseconds { solved = try IntegralSolver().solve(problem) })
            guard let solution = solved else { continue }
            let exact = try CompiledExpression(formula, variables: ["x"])
            let points = RandomOrdinaryProblems.checkPoints(problem)
            let truth = exact.evaluate(columns: [points])
            let size = truth.map(abs).max() ?? 1
            let error = (zip(solution.mean(at: points), truth).map { abs($0 - $1) }.max() ?? 0) / size
            errors.append(error)
            pieces.append(solution.report.pieces["x"] ?? 0)
            grades[solution.report.grade, default: 0] += 1
            if error > 1e-9 { wrong += 1 }
            if error > 1e-8, solution.report.converged { silent += 1 }
        }
        errors.sort()
        times.sort()
        print(
            padded(kind.rawValue, 23) + padded(brief(errors[count / 2]), 9) + padded(brief(errors[count * 9 / 10]), 9)
                + padded(brief(errors[count - 1]), 9) + padded(brief(times[count / 2]), 10)
                + padded(brief(times[count - 1]), 11) + padded("\(pieces.max() ?? 0)", 7)
                + "\(grades[.accepted] ?? 0)/\(grades[.approximate] ?? 0)/\(grades[.notResolved] ?? 0)")
    }
    print("wrong by more than 1e-9: \(wrong); reported as solved and wrong by more than 1e-8: \(silent)")
}

/// Medians of seven warm solves of the problems that compare.py also gives to its peers.
func timeTable() throws {
    func line(_ name: String, _ solve: () throws -> PDEReport) throws {
        var report = try solve()
        var times: [Double] = []
        for _ in 0..<7 { times.append(try milliseconds { report = try solve() }) }
        let fields = "\"milliseconds\": \(times.sorted()[3]), \"error\": \(report.relativeL2Error ?? -1)"
        print("{\"problem\": \"\(name)\", \(fields)}")
    }
    let mixed = "sin(x) + 0.1*sin(20*x) + 0.05*sin(100*x)"
    for (name, upper, exact) in [
        ("single sine", "2*pi", "sin(100*x)"), ("mixed sines", "1", mixed), ("peak", "1", "exp(-300*(x - 0.61)^2)"),
    ] {
        try line(name) {
            try IntegralSolver().solve(
                OrdinaryProblem(
                    domain: ("0", upper), equation: "u_xx = manufactured",
                    conditions: [(on: "boundary", equation: "u = manufactured")], exact: exact)
            ).report
        }
    }
    for (name, k) in [("sine times sine", 100), ("low sine times sine", 20)] {
        let exact = "sin(\(k)*x)*sin(\(k)*y)"
        try line(name) {
            try BoxSolver().solve(
                BoxProblem(
                    variables: [("x", "0", "2*pi"), ("y", "0", "2*pi")],
                    equation: "u_xx + u_yy = -\(2 * k * k)*\(exact)",
                    conditions: [(on: "boundary", equation: "u = 0")], exact: exact)
            ).report
        }
    }
}

func run() throws {
    if CommandLine.arguments.dropFirst().first == "time" { return try timeTable() }
    let words = Array(CommandLine.arguments.dropFirst())
    let numbers = words.compactMap { UInt64($0) }
    let (count, seed) = (numbers.first.map { Int($0) }, numbers.dropFirst().first ?? 1)
    if words.first == "box" {
        try boxRandomTable(perClass: count ?? 20, seed: seed)
        return
    }
    Parallelism.setThreadCount(1)
    try suiteTable()
    try randomTable(perClass: count ?? 60, seed: seed)
}

try run()
