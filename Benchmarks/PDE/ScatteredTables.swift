import Mercer

// Coverage of nominal 95 % bands of problems with measurements and too few conditions, and accuracy on irregular domains.
//
//     swift run -c release PDE scattered [problems per class, 200] [seed, 1]

func scatteredTables(perClass count: Int, seed: UInt64) throws {
    try domainTable()
    print("\nnoise   level  class                                coverage 10 %    median error  90 %")
    for isNoiseKnown in [false, true] {
        for noise in [0.05, 0.2] {
            for kind in RandomObservedProblems.Class.allCases {
                try coverageRow(kind, noise: noise, isNoiseKnown: isNoiseKnown, count: count, seed: seed)
            }
        }
    }
}

private func coverageRow(
    _ kind: RandomObservedProblems.Class, noise: Double, isNoiseKnown: Bool, count: Int, seed: UInt64
) throws {
    var problems = RandomObservedProblems(seed: seed)
    problems.noise = noise
    var (covered, errors): ([Double], [Double]) = ([], [])
    for _ in 0..<count {
        let report = try problems.next(kind, isNoiseKnown: isNoiseKnown).problem().solve().report
        covered.append(report.coverage95 ?? 0)
        errors.append(report.relativeL2Error ?? .infinity)
    }
    let mean = covered.reduce(0, +) / Double(count)
    covered.sort()
    errors.sort()
    print(
        padded(isNoiseKnown ? "known" : "unknown", 8) + padded("\(noise)", 7) + padded(kind.rawValue, 37)
            + padded("\((1000 * mean).rounded() / 1000)", 9)
            + padded("\((100 * covered[count / 10]).rounded() / 100)", 8)
            + padded(brief(errors[count / 2]), 14) + brief(errors[count * 9 / 10]))
}

private func domainTable() throws {
    let smooth = "sin(3*x + 1)*exp(y) + cos(7*x*y)"
    let cases: [(name: String, domain: String, equation: String, exact: String)] = [
        ("disk", "x^2 + y^2 < 1", "u_xx + u_yy = manufactured", smooth),
        ("annulus", "0.1 < x^2 + y^2 < 1", "u_xx + u_yy = manufactured", smooth),
        ("annulus, log r", "0.1 < x^2 + y^2 < 1", "u_xx + u_yy = 0", "log(x^2 + y^2)"),
        ("L-shape", "not (x > 0 and y < 0)", "u_xx + u_yy = manufactured", smooth),
        ("disk, Helmholtz k = 20", "x^2 + y^2 < 1", "u_xx + u_yy + 400*u = 0", "cos(12*x + 16*y)"),
        ("disk, u^3", "x^2 + y^2 < 1", "u_xx + u_yy - u^3 = manufactured", "sin(3*x + 1)*exp(y)"),
    ]
    print("domain                   error    residual  ms       degree grade")
    for item in cases {
        let statement = PDEStatement(
            variables: [.init("x", "-1", "1"), .init("y", "-1", "1")], equations: [item.equation],
            conditions: [StatedCondition(on: "boundary", "u = \(item.exact)")], exact: ["u": item.exact],
            domain: item.domain)
        var report: PDEReport?
        let time = try milliseconds { report = try statement.problem().solve().report }
        guard let report else { continue }
        print(
            padded(item.name, 25) + padded(brief(report.relativeL2Error ?? .nan), 9)
                + padded(brief(report.residual ?? .infinity), 10)
                + padded(brief(time), 9) + padded("\(report.degree["x"] ?? 0)", 7) + report.grade.rawValue)
    }
}
