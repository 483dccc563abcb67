import KernelPDE

/// The one-variable problems of the acceptance suite, each with the error it must reach.
struct IntegralCase: Sendable, CustomStringConvertible {
    let name: String
    let problem: @Sendable () throws -> OrdinaryProblem
    let error: Double
    /// Angular frequencies that must be found, in this order; nil where nothing is asked.
    var frequencies: [Double]?

    var description: String { name }

    /// u fixed at both ends by the exact solution.
    static func dirichlet(
        _ name: String, _ domain: (String, String), _ equation: String, exact: String, error: Double,
        frequencies: [Double]? = nil
    ) -> IntegralCase {
        IntegralCase(
            name: name,
            problem: {
                try OrdinaryProblem(
                    domain: domain, equation: equation, conditions: [(on: "boundary", equation: "u = \(exact)")],
                    exact: exact)
            }, error: error, frequencies: frequencies)
    }

    static let interfaceExact =
        "where(x < 1/3, x^2/2 + k*x, 1/18 + k/3 + (x^2 - 1/9)/20 + k*(x - 1/3)/10)"

    static let all: [IntegralCase] = [
        dirichlet(
            "single sine", ("0", "2*pi"), "u_xx = -10000*sin(100*x)", exact: "sin(100*x)", error: 2e-10,
            frequencies: [100]),
        dirichlet(
            "mixed sines", ("0", "1"), "u_xx = -sin(x) - 40*sin(20*x) - 500*sin(100*x)",
            exact: "sin(x) + 0.1*sin(20*x) + 0.05*sin(100*x)", error: 1e-11, frequencies: [1, 20, 100]),
        dirichlet(
            "sine times cosine", ("0", "2*pi"), "u_xx = -10036*sin(6*x)*cos(100*x) - 1200*cos(6*x)*sin(100*x)",
            exact: "sin(6*x)*cos(100*x)", error: 2e-10, frequencies: [106, 94]),
        dirichlet(
            "parabola and sine", ("0", "1"), "u_xx = -250000*sin(500*x) - 4", exact: "sin(500*x) - 2*(x - 0.5)^2",
            error: 1.2e-11, frequencies: [500]),
        dirichlet(
            "two close tones", ("0", "2*pi"), "u_xx = -22500*sin(150*x) - 24649*sin(157*x)",
            exact: "sin(150*x) + sin(157*x)", error: 2.6e-10, frequencies: [150, 157]),
        dirichlet(
            "peak", ("0", "1"), "u_xx = manufactured", exact: "exp(-300*(x-0.61)^2)", error: 1e-11, frequencies: []),
        dirichlet(
            "bump", ("0", "1"), "u_xx = manufactured", exact: "exp(-400*(x-0.37)^2)", error: 1e-11, frequencies: []),
        dirichlet(
            "exponential 80", ("0", "1"), "u_xx = 6400*exp(-80*x)", exact: "exp(-80*x)", error: 1e-11,
            frequencies: []),
        dirichlet(
            "exponential 50", ("0", "1"), "u_xx = 2500*exp(-50*x)", exact: "exp(-50*x)", error: 1e-11,
            frequencies: []),
        dirichlet(
            "reaction layer 1e-3", ("0", "1"), "1e-3*u_xx - u = 0",
            exact: "exp(-x/sqrt(1e-3)) + exp(-(1-x)/sqrt(1e-3))", error: 1e-11),
        dirichlet(
            "reaction layer 1e-8", ("0", "1"), "1e-8*u_xx - u = 0", exact: "exp(-x*1e4) + exp(-(1-x)*1e4)",
            error: 1e-11),
        dirichlet("chirp 15", ("0", "4"), "u_xx = manufactured", exact: "sin(15*x^2)", error: 1e-11),
        dirichlet("chirp 20", ("0", "2*pi"), "u_xx = manufactured", exact: "sin(20*x^2)", error: 2e-10),
        dirichlet("kink", ("0", "1"), "u_xx = 6*abs(x - 0.37)", exact: "abs(x - 0.37)^3", error: 1e-11),
        dirichlet(
            "kink not given away", ("0", "1"), "u_xx = 6*sqrt((x - 0.37)^2)", exact: "abs(x - 0.37)^3", error: 1e-11),
        dirichlet(
            "Runge and sine", ("-1", "1"), "u_xx = manufactured", exact: "1/(1 + 25*x^2) + 0.1*sin(90*x)",
            error: 1e-11),
        dirichlet("power 2.5", ("0", "1"), "u_xx = 3.75*sqrt(x)", exact: "x^2.5", error: 1e-11),
        IntegralCase(
            name: "variable coefficients, Robin",
            problem: {
                try OrdinaryProblem(
                    domain: ("0", "1"), equation: "(1 + x^2)*u_xx + (1 + x)*u_x + cos(x)*u = manufactured",
                    conditions: [
                        (on: "x = min", equation: "u + 2*u_x = manufactured"),
                        (on: "x = max", equation: "u_x = manufactured"),
                    ], exact: "sin(3*x)")
            }, error: 1e-11),
        IntegralCase(
            name: "interface",
            problem: {
                let c = 1.0 / 3
                let k = -(c * c / 2 + (1 - c * c) / 20) / (c + (1 - c) / 10)
                return try OrdinaryProblem(
                    domain: ("0", "1"), equation: "d(where(x < 1/3, 1, 10)*u_x, x) = 1",
                    conditions: [(on: "boundary", equation: "u = 0")], parameters: ["k": k], exact: interfaceExact)
            }, error: 1e-11),
        dirichlet(
            "Allen-Cahn, damped sine", ("0", "1"), "u_xx + u*(u^2 - 1) = manufactured", exact: "sin(40*x)*exp(-x)",
            error: 1e-11),
        dirichlet(
            "Allen-Cahn, single sine", ("0", "2*pi"), "u_xx + u*(u^2 - 1) = manufactured", exact: "sin(100*x)",
            error: 2e-10, frequencies: [100]),
        dirichlet(
            "Bratu", ("0", "1"), "u_xx + exp(u) = 0",
            exact: "-2*log(cosh((x - 0.5)*1.5171645990507543685/2)/cosh(1.5171645990507543685/4))", error: 1e-11),
        dirichlet(
            "Burgers layer 0.05", ("-1", "1"), "0.05*u_xx = u*u_x", exact: "-tanh(x/0.1)", error: 2e-8),
    ]
}
