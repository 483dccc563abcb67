import Mercer

/// How often 95 % bands of inverse problems hold the truth: random problems drawn from what the prior says.
///
///     swift run -c release PDE inverse [problems per class, 240] [seed, 11]
func inverseTable(perClass count: Int, seed: UInt64) throws {
    print("class                              constants  functions                           ms, median  refused")
    for kind in RandomInverseProblems.Kind.allCases {
        var problems = RandomInverseProblems(seed: seed)
        var constants: [Bool] = []
        var functions: [String: [Double]] = [:]
        var times: [Double] = []
        var refused = 0
        for _ in 0..<count {
            let item = try problems.next(kind)
            do {
                times.append(
                    try milliseconds {
                        let found = try RandomInverseProblems.coverage(item)
                        constants += found.constants
                        for (name, shares) in found.functions { functions[name, default: []] += shares }
                    })
            } catch { refused += 1 }
        }
        times.sort()
        let share =
            constants.isEmpty
            ? "-" : percent(Double(constants.filter { $0 }.count) / Double(constants.count))
        let list = functions.sorted { $0.key < $1.key }.map { name, shares in
            "\(name) \(percent(shares.reduce(0, +) / Double(shares.count)))"
        }
        print(
            padded(kind.rawValue, 35) + padded(share, 11) + padded(list.joined(separator: ", "), 36)
                + padded(times.isEmpty ? "-" : "\(times[times.count / 2].rounded())", 12) + "\(refused)")
    }
}

private func percent(_ share: Double) -> String { "\((1000 * share).rounded() / 10) %" }
