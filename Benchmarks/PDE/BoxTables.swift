import Mercer

/// What a class of random two-variable problems came to.
struct BoxTally {
    var errors: [Double] = []
    var times: [Double] = []
    var methods: [String: Int] = [:]
    var grades: [PDEReport.Grade: Int] = [:]
    var silent = 0

    /// Solves one problem and judges it at irregular points that close in on the sides.
    mutating func add(_ problem: BoxProblem) throws {
        guard let formula = problem.exact else { return }
        let exact = try CompiledExpression(formula, variables: problem.variables.map(\.name))
        var solved: BoxSolution?
        times.append(try milliseconds { solved = try BoxSolver().solve(problem) })
        guard let solution = solved else { return }
        var parts: [Double] = (0..<60).map { (Double($0) + 0.31) / 60 }
        parts += [1e-6, 1e-4, 1 - 1e-4, 1 - 1e-7]
        let axes = problem.variables.map { variable in parts.map { variable.lower + $0 * variable.length } }
        let found = solution.mean(onGrid: axes)
        var (error, size) = (0.0, 0.0)
        for (i, x) in axes[0].enumerated() {
            for (j, y) in axes[1].enumerated() {
                let truth = exact.evaluate(x, y)
                error = max(error, abs(found[i, j] - truth))
                size = max(size, abs(truth))
            }
        }
        errors.append(error / size)
        methods[solution.report.method, default: 0] += 1
        grades[solution.report.grade, default: 0] += 1
        let limit: Double? =
            switch solution.report.grade {
            case .accepted: 1e-7
            case .approximate: 1e-3
            case .notResolved: nil
            }
        if let limit, !(error <= limit * size) {
            silent += 1
            print("  silently wrong by \(brief(error / size)): \(problem.residual), \(solution.report)")
        }
    }

    func row(_ name: String) -> String {
        let (errors, times) = (self.errors.sorted(), self.times.sorted())
        guard let last = errors.last, let slowest = times.last else { return name }
        let used = methods.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return padded(name, 23) + padded(brief(errors[errors.count / 2]), 9)
            + padded(brief(errors[errors.count * 9 / 10]), 9) + padded(brief(last), 9)
            + padded(brief(times[times.count / 2]), 10) + padded(brief(slowest), 11)
            + padded(
                "\(grades[.accepted] ?? 0)/\(grades[.approximate] ?? 0)/\(grades[.notResolved] ?? 0)", 12) + used
    }
}

/// Random problems in two variables: ten classes of smooth ones, thirteen that need pieces or slabs.
func boxRandomTable(perClass count: Int, seed: UInt64) throws {
    print("\nclass                  median   90 %     largest  ms median ms largest accepted/approximate/not, methods")
    var silent = 0
    for kind in BoxRandomProblems.Class.allCases {
        var generator = BoxRandomProblems(seed: seed)
        var tally = BoxTally()
        for _ in 0..<count { try tally.add(generator.next(kind)) }
        silent += tally.silent
        print(tally.row(kind.rawValue))
    }
    for kind in BoxHardProblems.Class.allCases {
        var generator = BoxHardProblems(seed: seed)
        var tally = BoxTally()
        for _ in 0..<count { try tally.add(generator.next(kind)) }
        silent += tally.silent
        print(tally.row(kind.rawValue))
    }
    print("accepted and wrong by more than 1e-7, or approximate and wrong by more than 1e-3: \(silent)")
}
