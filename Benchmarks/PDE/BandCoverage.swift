import Mercer

/// How often nominal 95 % bands of problems with formulas or samples hold the truth, by class.
///
///     swift run -c release PDE coverage [problems per class, 100] [seed, 7]
///
/// A band that is "rounding only" states a floor, no probability: such problems are counted apart.
struct BandTally {
    private var kinds: [PDEReport.BandKind: Int] = [:]
    private var shares: [Double] = []
    private var excess: [Double] = []
    private var insideFloor: [Double] = []
    private var count = 0

    /// - Parameter excess: the band's half-width over the root mean square error.
    mutating func add(_ kind: PDEReport.BandKind, share: Double, excess: Double) {
        count += 1
        kinds[kind, default: 0] += 1
        switch kind {
        case .aPosteriori:
            shares.append(share)
            self.excess.append(excess)
        case .roundingOnly: insideFloor.append(share)
        default: break
        }
    }

    mutating func addRefused() { count += 1 }

    func row(_ name: String) -> String {
        let widths = excess.sorted()
        let (some, floors) = (shares.count, insideFloor.count)
        return padded(name, 32) + padded(some == 0 ? "-" : percent(shares), 10)
            + padded(some == 0 ? "-" : percent(shares.filter { $0 >= 0.9 }.map { _ in 1 }, of: some), 12)
            + padded(some == 0 ? "-" : brief(widths[widths.count / 2]), 10)
            + padded("\(some)/\(floors)/\(count - some - floors)", 13) + (floors == 0 ? "-" : percent(insideFloor))
    }

    private func percent(_ shares: [Double], of count: Int? = nil) -> String {
        "\((1000 * shares.reduce(0, +) / Double(count ?? shares.count)).rounded() / 10) %"
    }
}

func bandCoverageTables(perClass count: Int, seed: UInt64) throws {
    print("class                           coverage  90 % held   width/err a-post/floor/no  points inside the floor")
    for tolerance in [1e-4, 1e-6, 1e-8, 1e-13] {
        print("one variable, tolerance \(tolerance) of the highest derivative")
        for kind in RandomOrdinaryProblems.Class.allCases {
            var generator = RandomOrdinaryProblems(seed: seed)
            var tally = BandTally()
            for _ in 0..<count {
                let solution = try IntegralSolver(tolerance: tolerance).solve(try generator.next(kind))
                let band = solution.standardDeviation(at: [0.5])[0]
                tally.add(solution.report, band: band)
            }
            print(tally.row("  " + kind.rawValue))
        }
    }
    print("two variables, default")
    for kind in BoxRandomProblems.Class.allCases {
        var generator = BoxRandomProblems(seed: seed)
        try boxRow(kind.rawValue, count: max(count / 5, 1)) { try generator.next(kind) }
    }
    for kind in BoxHardProblems.Class.allCases {
        var generator = BoxHardProblems(seed: seed)
        try boxRow(kind.rawValue, count: max(count / 20, 1)) { try generator.next(kind) }
    }
    for noise in [0, 0.001, 0.01, 0.05] {
        print("one variable, source at 30 to 90 uniform points, noise \(noise) of its root mean square")
        for kind in RandomSampledProblems.Class.allCases {
            print(try sampledTally(kind, count: count, seed: seed, noise: noise).row("  " + kind.rawValue))
        }
    }
}

private func sampledTally(
    _ kind: RandomSampledProblems.Class, count: Int, seed: UInt64, noise: Double
) throws -> BandTally {
    var generator = RandomSampledProblems(seed: seed)
    var tally = BandTally()
    for round in 0..<count {
        let item = try generator.next(kind, sampleCount: [30, 45, 60, 90][round % 4], noise: noise)
        let solution = try FeatureSolver().solve(item.problem)
        guard let halfWidth = solution.band.halfWidth else {
            tally.addRefused()
            continue
        }
        let found = RandomSampledProblems.coverage(of: solution, truth: item.truth, halfWidth: halfWidth)
        let isStatistical = if case .aPosteriori = solution.band { true } else { false }
        tally.add(isStatistical ? .aPosteriori : .roundingOnly, share: found.share, excess: found.excess)
    }
    return tally
}

private func boxRow(_ name: String, count: Int, next: () throws -> BoxProblem) throws {
    var tally = BandTally()
    for _ in 0..<count {
        let problem = try next()
        do {
            let solution = try BoxSolver().solve(problem)
            let middle = problem.variables.map { 0.5 * ($0.lower + $0.upper) }
            let band = solution.standardDeviation(at: Matrix(rowCount: 1, columnCount: 2) { middle[$1] })[0]
            tally.add(solution.report, band: band)
        } catch { tally.addRefused() }
    }
    print(tally.row("  " + name))
}

extension BandTally {
    /// A solution beside its exact one, as its report has it.
    fileprivate mutating func add(_ report: PDEReport, band: Double) {
        guard let share = report.coverage95, let error = report.maximumError else { return addRefused() }
        add(report.bandKind, share: share, excess: 1.96 * band / max(error, .leastNormalMagnitude))
    }
}
