#if canImport(Glibc)
    import Glibc
#endif
import KernelPDE
import LinearAlgebra

/// Random two-variable problems with known solutions, in ten classes.
struct BoxRandomProblems {
    enum Class: String, CaseIterable, Sendable {
        case poisson, helmholtz, robin, convection, variableCoefficients, mixed, heat, wave, advection, nonlinear
    }

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
        generator.uniform(from: lower, to: upper)
    }

    /// Tones in any direction, bumps, and a polynomial.
    private mutating func solution(_ x: String, _ y: String) -> String {
        var terms = ["(\(uniform(-1, 1)))*\(x)*\(y)^2"]
        for _ in 0..<(1 + generator.integer(below: 3)) {
            let (a, b) = (uniform(-30, 30), uniform(-30, 30))
            terms.append("(\(uniform(-1, 1)))*sin((\(a))*\(x)+(\(b))*\(y)+\(uniform(0, 6)))")
        }
        for _ in 0..<generator.integer(below: 3) {
            let width = exp(uniform(log(0.08), log(0.5)))
            terms.append(
                "(\(uniform(-1, 1)))*exp(-((\(x)-\(uniform(0, 1)))^2+(\(y)-\(uniform(0, 1)))^2)/\(width)^2)")
        }
        return terms.joined(separator: " + ")
    }

    /// The next problem of a class.
    mutating func next(_ kind: Class) throws -> BoxProblem {
        let bounds = (0..<2).map { _ -> (String, String) in
            let lower = uniform(-1, 1)
            return ("\(lower)", "\(lower + uniform(0.5, 2))")
        }
        let boundary = [(on: "boundary", equation: "u = manufactured")]
        func make(_ y: String, _ equation: String, _ conditions: [(on: String, equation: String)]) throws -> BoxProblem
        {
            try BoxProblem(
                variables: [("x", bounds[0].0, bounds[0].1), (y, bounds[1].0, bounds[1].1)], equation: equation,
                conditions: conditions.map { ($0.on, $0.equation) }, exact: exact(y))
        }
        var formula: [String: String] = [:]
        for name in ["y", "t"] { formula[name] = solution("x", name) }
        func exact(_ y: String) -> String { formula[y] ?? "0" }
        switch kind {
        case .poisson:
            return try make("y", "\(uniform(0.2, 3))*u_xx + \(uniform(0.2, 3))*u_yy = manufactured", boundary)
        case .helmholtz:
            return try make("y", "u_xx + u_yy + \(uniform(10, 2000))*u = manufactured", boundary)
        case .robin:
            return try make(
                "y", "u_xx + u_yy - \(uniform(0, 3))*u = manufactured",
                [
                    ("x = min", "u - \(uniform(0.1, 2))*u_x = manufactured"), ("x = max", "u_x = manufactured"),
                    ("y = min", "u = manufactured"), ("y = max", "\(uniform(0.5, 3))*u + u_y = manufactured"),
                ])
        case .convection:
            return try make(
                "y", "u_xx + u_yy + (\(uniform(-20, 20)))*u_x + (\(uniform(-20, 20)))*u_y + u = manufactured", boundary)
        case .variableCoefficients:
            return try make(
                "y",
                "(2 + sin(\(uniform(1, 4))*x*y))*u_xx + exp(\(uniform(-0.5, 0.5))*x)*u_yy + x*u_y + cos(y)*u "
                    + "= manufactured", boundary)
        case .mixed:
            return try make("y", "u_xx + (\(uniform(-1.2, 1.2)))*u_xy + u_yy + u_x = manufactured", boundary)
        case .heat:
            return try make(
                "t", "u_t - \(uniform(0.05, 2))*u_xx + (\(uniform(-2, 2)))*u = manufactured",
                [
                    ("t = min", "u = manufactured"), ("x = min", "u = manufactured"), ("x = max", "u_x = manufactured"),
                ])
        case .wave:
            return try make(
                "t", "u_tt - \(uniform(0.2, 4))*u_xx = manufactured",
                [
                    ("t = min", "u = manufactured"), ("t = min", "u_t = manufactured"),
                    ("x = min", "u = manufactured"), ("x = max", "u = manufactured"),
                ])
        case .advection:
            return try make(
                "t", "u_t + \(uniform(0.3, 50))*u_x = manufactured",
                [("t = min", "u = manufactured"), ("x = min", "u = manufactured")])
        case .nonlinear:
            return try make("y", "u_xx + u_yy - u^3 + (\(uniform(-1, 1)))*u*u_x = manufactured", boundary)
        }
    }
}
