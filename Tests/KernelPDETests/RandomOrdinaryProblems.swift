#if canImport(Glibc)
    import Glibc
#endif
import KernelPDE
import LinearAlgebra

/// Random one-variable problems with known solutions, in nine classes; the same generator serves tests and benchmark.
struct RandomOrdinaryProblems {
    enum Class: String, CaseIterable, Sendable {
        case maternLike, tones, peaks, kinks, reactionLayer, convectionLayer, interface, helmholtz, variableCoefficients
    }

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
        generator.uniform(from: lower, to: upper)
    }

    private mutating func logarithmic(_ lower: Double, _ upper: Double) -> Double {
        exp(uniform(log(lower), log(upper)))
    }

    private mutating func tones(_ count: Int, _ lower: Double, _ upper: Double) -> String {
        (0..<count).map { _ in
            "\(uniform(0.2, 1))*sin(\(uniform(lower, upper))*x+\(uniform(0, 6.28)))"
        }.joined(separator: "+")
    }

    /// The next problem of a class.
    mutating func next(_ kind: Class) throws -> OrdinaryProblem {
        switch kind {
        case .maternLike:
            let scale = uniform(0.05, 0.5)
            let degrees = 6 + generator.integer(below: 7)
            let terms = (0..<40).map { _ -> String in
                let chi = (0..<degrees).reduce(0.0) { sum, _ in
                    let z = generator.normal()
                    return sum + z * z
                }
                let frequency = generator.normal() / (chi / Double(degrees)).squareRoot() / scale
                return "\(0.2 * generator.normal())*cos((\(frequency))*x+\(uniform(0, 6.28)))"
            }
            return try dirichlet("u_xx - 5*u = manufactured", ("-1", "1"), terms.joined(separator: "+"))
        case .tones:
            let count = 1 + generator.integer(below: 4)
            return try dirichlet("u_xx - 5*u = manufactured", ("-1", "1"), tones(count, 3, 60))
        case .peaks:
            let terms = (0..<1 + generator.integer(below: 3)).map { _ in
                "\(uniform(0.3, 1))*exp(-((x-(\(uniform(-0.9, 0.9))))/\(logarithmic(0.03, 0.3)))^2)"
            }
            return try dirichlet("u_xx - 5*u = manufactured", ("-1", "1"), terms.joined(separator: "+"))
        case .kinks:
            let (c, p) = (uniform(0.05, 0.95), uniform(2.5, 3.7))
            let (a, w) = (uniform(0.2, 1), uniform(3, 40))
            // Written as a power of a square, so that nothing in the formula gives the kink away.
            return try OrdinaryProblem(
                domain: ("0", "1"),
                equation: "u_xx = \(p * (p - 1))*((x-\(c))^2)^\((p - 2) / 2) - \(a)*(\(w))^2*sin(\(w)*x)",
                conditions: [(on: "boundary", equation: "u = abs(x-\(c))^\(p) + \(a)*sin(\(w)*x)")],
                exact: "abs(x-\(c))^\(p) + \(a)*sin(\(w)*x)")
        case .reactionLayer:
            let root = logarithmic(1e-9, 1e-2).squareRoot()
            let (a, w, phase) = (uniform(0.2, 1), uniform(1, 12), uniform(0, 6.28))
            let layers = "\(uniform(-1, 1))*exp(-x/\(root))+\(uniform(-1, 1))*exp(-(1-x)/\(root))"
            return try dirichlet(
                "(\(root))^2*u_xx - u = -\(a * (1 + root * root * w * w))*sin(\(w)*x+\(phase))", ("0", "1"),
                "\(a)*sin(\(w)*x+\(phase))+\(layers)")
        case .convectionLayer:
            let e = logarithmic(1e-6, 0.0316)
            let (a, w, phase) = (uniform(0.2, 1), uniform(1, 12), uniform(0, 6.28))
            let source = "-\(e * a * w * w)*sin(\(w)*x+\(phase)) - \(a * w)*cos(\(w)*x+\(phase))"
            return try dirichlet(
                "\(e)*u_xx - u_x = \(source)", ("0", "1"),
                "\(a)*sin(\(w)*x+\(phase))+\(uniform(0.3, 1))*exp(-(1-x)/\(e))")
        case .interface: return try interface()
        case .helmholtz:
            let k = uniform(5, 200)
            let exact = "sin(\(k)*x+\(uniform(0, 6.28)))+\(uniform(0.2, 1))*cos(\(uniform(1, 20))*x)"
            return try OrdinaryProblem(
                domain: ("0", "1"), equation: "u_xx + \(k * k)*u = manufactured",
                conditions: [
                    (on: "x = min", equation: "u = manufactured"),
                    (on: "x = max", equation: "u + \(uniform(0.05, 1))*u_x = manufactured"),
                ], exact: exact)
        case .variableCoefficients:
            let a = "1+\(uniform(0.1, 0.8))*sin(\(uniform(1, 6))*x)"
            let b = "\(uniform(-3, 3))*cos(\(uniform(1, 6))*x)"
            let c = "-\(uniform(0, 5))*exp(-\(uniform(0, 2))*x)"
            return try dirichlet("(\(a))*u_xx + (\(b))*u_x + (\(c))*u = manufactured", ("0", "1"), tones(2, 2, 25))
        }
    }

    /// u' = q / a with a smooth flux q: u is known in closed form on both sides of the jump of a.
    private mutating func interface() throws -> OrdinaryProblem {
        let (c, w, s) = (uniform(0.05, 0.95), uniform(1, 20), uniform(-1, 1))
        let (a1, a2) = (logarithmic(0.01, 1), logarithmic(1, 100))
        let isReversed = generator.uniform() < 0.5
        let (left, right) = isReversed ? (a2, a1) : (a1, a2)
        let flux = { (x: String) in "(sin(\(w)*\(x))/\(w) + (\(s))*\(x))" }
        let exact =
            "where(x<\(c), \(flux("x"))/\(left), "
            + "\(flux("\(c)"))/\(left) + (\(flux("x"))-\(flux("\(c)")))/\(right))"
        return try OrdinaryProblem(
            domain: ("0", "1"), equation: "d(where(x<\(c),\(left),\(right))*u_x,x) = -\(w)*sin(\(w)*x)",
            conditions: [(on: "boundary", equation: "u = \(exact)")], exact: exact)
    }

    private func dirichlet(
        _ equation: String, _ domain: (String, String), _ exact: String
    ) throws -> OrdinaryProblem {
        try OrdinaryProblem(
            domain: domain, equation: equation, conditions: [(on: "boundary", equation: "u = \(exact)")], exact: exact)
    }

    /// 300 uniform points, and points that close in on both ends down to 1e-7 of the length.
    static func checkPoints(_ problem: OrdinaryProblem) -> [Double] {
        let (a, b) = (problem.variable.lower, problem.variable.upper)
        var points = (0...299).map { a + (b - a) * Double($0) / 299 }
        var distance = 0.1
        while distance > 0.9e-7 {
            for part in [distance, 0.5 * distance, 0.2 * distance] where part >= 0.9e-7 {
                points += [a + (b - a) * part, b - (b - a) * part]
            }
            distance /= 10
        }
        return points
    }
}
