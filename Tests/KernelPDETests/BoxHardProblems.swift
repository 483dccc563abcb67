#if canImport(Glibc)
    import Glibc
#endif
import KernelPDE
import LinearAlgebra

/// Random two-variable problems with known solutions that one smooth box does not hold: pieces, slabs, or a warning.
struct BoxHardProblems {
    enum Class: String, CaseIterable, Sendable {
        case narrowPeaks, layers, kinks, diagonalKinks, interface, contrastColumns
        case front, burgers, heatInterface, drift, reaction, ring, shortWave
    }

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
        generator.uniform(from: lower, to: upper)
    }

    private mutating func logUniform(_ lower: Double, _ upper: Double) -> Double {
        exp(uniform(log(lower), log(upper)))
    }

    private func stationary(_ equation: String, exact: String) throws -> BoxProblem {
        try BoxProblem(
            variables: [("x", "0", "1"), ("y", "0", "1")], equation: equation,
            conditions: [(on: "boundary", equation: "u = manufactured")], exact: exact)
    }

    private func evolution(
        _ equation: String, exact: String, until: String = "1", start: [String] = ["u = manufactured"],
        ends: [(on: String, equation: String)] = [("x = min", "u = manufactured"), ("x = max", "u = manufactured")]
    ) throws -> BoxProblem {
        try BoxProblem(
            variables: [("x", "0", "1"), ("t", "0", until)], equation: equation,
            conditions: start.map { (on: "t = 0", equation: $0) } + ends, exact: exact)
    }

    /// The next problem of a class.
    mutating func next(_ kind: Class) throws -> BoxProblem {
        let (c, d) = (uniform(0.15, 0.85), uniform(0.15, 0.85))
        switch kind {
        case .narrowPeaks:
            let width = logUniform(2e-3, 3e-2)
            return try stationary(
                "u_xx + u_yy = manufactured", exact: "exp(-((x-\(c))^2+(y-\(d))^2)/\(width)^2) + x*y")
        case .layers:
            let width = logUniform(3e-4, 3e-2)
            return try stationary(
                "\(width * width)*(u_xx + u_yy) - u = manufactured",
                exact: "exp(-x/\(width))*cos(3*y) + exp((y-1)/\(width))*sin(\(uniform(1, 5))*x)")
        case .kinks:
            return try stationary(
                "u_xx + u_yy - \(uniform(0, 5))*u = manufactured",
                exact: "abs(x-\(c))^\(uniform(2.2, 3.8))*cos(\(uniform(1, 6))*y) + abs(y-\(d))^3*sin(x)")
        case .diagonalKinks:
            return try stationary(
                "u_xx + u_yy = manufactured", exact: "abs(x + \(uniform(0.5, 2))*y - \(uniform(0.4, 1)))^3")
        case .interface:
            let ratio = logUniform(2, 1e3)
            return try stationary(
                "d(where(x<\(c),1,\(ratio))*u_x,x) + where(x<\(c),1,\(ratio))*u_yy = manufactured",
                exact: "where(x<\(c),\(ratio)*sin(2*(x-\(c))),sin(2*(x-\(c))))*sin(\(uniform(1, 4))*y+1) + y^2")
        case .contrastColumns:
            return try stationary(
                "(1 + \(uniform(1, 30))*exp(-((x-\(c))/0.03)^2))*u_xx + (2 + sin(9*y))*u_yy = manufactured",
                exact: "sin(\(uniform(2, 15))*x + 2*y)")
        case .front:
            let width = logUniform(3e-3, 3e-2)
            return try evolution(
                "u_t = \(uniform(0.01, 0.1))*u_xx + manufactured",
                exact: "tanh((x - 0.2 - \(uniform(0.3, 0.6))*t)/\(width))")
        case .burgers:
            let (nu, a, speed) = (logUniform(1e-3, 1e-1), uniform(0.5, 1), uniform(-0.2, 0.2))
            return try evolution(
                "u_t + u*u_x = \(nu)*u_xx",
                exact: "\(speed) - \(a)*tanh(\(a)*(x - \(0.4 + 0.2 * c) - (\(speed))*t)/(2*\(nu)))")
        case .heatInterface:
            let ratio = logUniform(2, 1e2)
            return try evolution(
                "u_t = d(where(x<\(c),1,\(ratio))*u_x,x) + manufactured",
                exact: "where(x<\(c),\(ratio)*sin(x-\(c)),sin(x-\(c)))*exp(-\(uniform(0.2, 2))*t) + t*cos(t)")
        case .drift:
            let (kappa, speed) = (logUniform(1e-4, 1e-2), uniform(0.2, 0.6))
            return try evolution(
                "u_t + \(speed)*u_x = \(kappa)*u_xx",
                exact: "exp(-(x-0.2-\(speed)*t)^2/(4*\(kappa)*(t+0.2)))/sqrt(t+0.2)")
        case .reaction:
            return try evolution(
                "u_t = 0.01*u_xx + u - u^3 + manufactured",
                exact: "sin(\(uniform(3, 20))*x - \(uniform(1, 9))*t)*exp(-t) + x*t")
        case .ring:
            let k = 1 + generator.integer(below: 6)
            return try evolution(
                "u_t + u*u_x = 0.05*u_xx + manufactured",
                exact: "exp(sin(2*pi*\(k)*(x - \(uniform(0.2, 1))*t)))", ends: [("periodic x", "")])
        case .shortWave:
            let k = 10 + generator.integer(below: 50)
            return try evolution(
                "u_tt = u_xx", exact: "sin(\(k)*pi*x)*cos(\(k)*pi*t)", start: ["u = manufactured", "u_t = 0"])
        }
    }
}
