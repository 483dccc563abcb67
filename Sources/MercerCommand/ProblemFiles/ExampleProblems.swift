/// A problem that comes with the command.
struct ExampleProblem: Sendable {
    var name: String
    var summary: String
    var text: String

    /// A problem whose text is given in full below its comment and name.
    init(_ name: String, _ summary: String, _ text: String) {
        self.name = name
        self.summary = summary
        self.text = "# \(summary)\nname: \(name)\n" + text + "\n"
    }

    init(
        _ name: String, _ summary: String, x: String, second: String? = nil, equation: String,
        conditions: [(on: String, equation: String)], exact: String? = nil, parameters: String? = nil
    ) {
        self.name = name
        self.summary = summary
        var lines = ["# \(summary)", "name: \(name)", "variables: {x: \(x)\(second.map { ", " + $0 } ?? "")}"]
        if let parameters { lines.append("parameters: {\(parameters)}") }
        lines.append("equation: \"\(equation)\"")
        lines.append("conditions:")
        lines += conditions.map { "  - {on: \"\($0.on)\", equation: \"\($0.equation)\"}" }
        if let exact { lines.append("exact: \"\(exact)\"") }
        text = lines.joined(separator: "\n") + "\n"
    }
}

/// The problems of `mercer pde examples`.
enum ExampleProblems {
    static func named(_ name: String) -> ExampleProblem? { all.first { $0.name == name } }

    /// u'' = f with boundary values from the exact solution.
    private static func poisson(_ name: String, _ summary: String, x: String, f: String, u: String) -> ExampleProblem {
        ExampleProblem(
            name, summary, x: x, equation: "u_xx = \(f)", conditions: [("boundary", "u = \(u)")], exact: u)
    }

    static let all: [ExampleProblem] = oneVariable + twoVariables

    private static let oneVariable: [ExampleProblem] = [
        poisson(
            "poisson-1d-single-sine", "One high tone: u = sin(100 x)", x: "[0, 2*pi]", f: "-10000*sin(100*x)",
            u: "sin(100*x)"),
        poisson(
            "poisson-1d-mixed-sines", "Three scales: sin(x) + 0.1 sin(20 x) + 0.05 sin(100 x)", x: "[0, 1]",
            f: "-sin(x) - 40*sin(20*x) - 500*sin(100*x)", u: "sin(x) + 0.1*sin(20*x) + 0.05*sin(100*x)"),
        poisson(
            "poisson-1d-sine-cosine", "A product of tones: sin(6 x) cos(100 x)", x: "[0, 2*pi]",
            f: "-10036*sin(6*x)*cos(100*x) - 1200*cos(6*x)*sin(100*x)", u: "sin(6*x)*cos(100*x)"),
        poisson(
            "poisson-1d-quadratic-sine", "A parabola under a very high tone", x: "[0, 1]",
            f: "-250000*sin(500*x) - 4", u: "sin(500*x) - 2*(x - 0.5)^2"),
        poisson(
            "poisson-1d-two-tones", "Two close high tones, 150 and 157", x: "[0, 2*pi]",
            f: "-22500*sin(150*x) - 24649*sin(157*x)", u: "sin(150*x) + sin(157*x)"),
        poisson(
            "poisson-1d-chirp", "A rising tone: sin(20 x^2)", x: "[0, 2*pi]",
            f: "40*cos(20*x^2) - 1600*x^2*sin(20*x^2)", u: "sin(20*x^2)"),
        poisson(
            "poisson-1d-bump", "A narrow bump", x: "[0, 1]",
            f: "(640000*(x - 0.37)^2 - 800)*exp(-400*(x - 0.37)^2)", u: "exp(-400*(x - 0.37)^2)"),
        poisson(
            "poisson-1d-kink", "Finite smoothness: |x - 0.37|^3", x: "[0, 1]", f: "6*abs(x - 0.37)",
            u: "abs(x - 0.37)^3"),
        poisson(
            "poisson-1d-boundary-layer", "A steep exponential at the left end", x: "[0, 1]", f: "2500*exp(-50*x)",
            u: "exp(-50*x)"),
        ExampleProblem(
            "allen-cahn-1d", "Allen-Cahn with one high tone", x: "[0, 2*pi]",
            equation: "u_xx + u*(u^2 - 1) = -10000*sin(100*x) + sin(100*x)*(sin(100*x)^2 - 1)",
            conditions: [("boundary", "u = sin(100*x)")], exact: "sin(100*x)"),
        ExampleProblem(
            "singular-layer", "Two boundary layers of width 1e-4", x: "[0, 1]", equation: "eps*u_xx - u = 0",
            conditions: [("x = 0", "u = 1"), ("x = 1", "u = 1")],
            exact: "(exp(-x/sqrt(eps)) + exp(-(1 - x)/sqrt(eps)))/(1 + exp(-1/sqrt(eps)))", parameters: "eps: 1e-8"),
        ExampleProblem(
            "interface", "A jump in the conductivity", x: "[0, 1]", equation: "d(where(x < 1/3, 1, 10)*u_x, x) = 1",
            conditions: [("x = 0", "u = 0"), ("x = 1", "u = 0")],
            exact:
                "where(x < 1/3, x^2/2 - x/4, x^2/20 - x/40 - 1/40)"),
        ExampleProblem(
            "helmholtz-robin", "Helmholtz at wavenumber 60, Dirichlet and Robin ends", x: "[0, 1]",
            equation: "u_xx + 3600*u = exp(x)",
            conditions: [("x = 0", "u = 1"), ("x = 1", "u + 2*u_x = 0")]),
        ExampleProblem(
            "bratu", "Bratu's problem, lower branch", x: "[0, 1]", equation: "u_xx + exp(u) = 0",
            conditions: [("boundary", "u = 0")]),
    ]

    private static let twoVariables: [ExampleProblem] = [
        ExampleProblem(
            "poisson-2d-high-frequency", "A product of high tones on a square", x: "[0, 2*pi]", second: "y: [0, 2*pi]",
            equation: "u_xx + u_yy = -20000*sin(100*x)*sin(100*y)",
            conditions: [("boundary", "u = sin(100*x)*sin(100*y)")],
            exact: "sin(100*x)*sin(100*y)"),
        ExampleProblem(
            "poisson-2d-oblique", "Waves that are no products", x: "[0, 1]", second: "y: [0, 1]",
            equation: "u_xx + u_yy = manufactured", conditions: [("boundary", "u = manufactured")],
            exact: "sin(40*x*y) + 0.1*cos(60*(x - y))"),
        ExampleProblem(
            "helmholtz-2d", "Helmholtz at wavenumber 50", x: "[0, 1]", second: "y: [0, 1]",
            equation: "u_xx + u_yy + 2500*u = manufactured", conditions: [("boundary", "u = manufactured")],
            exact: "sin(30*x + 1)*cos(40*y)"),
        ExampleProblem(
            "allen-cahn-2d", "Allen-Cahn with three scales in each variable", x: "[0, 1]", second: "y: [0, 1]",
            equation: "u_xx + u_yy + u*(u^2 - 1) = manufactured", conditions: [("boundary", "u = manufactured")],
            exact: "(sin(x) + 0.1*sin(20*x) + cos(60*x))*(sin(y) + 0.1*sin(20*y) + cos(60*y))"),
        ExampleProblem(
            "advection", "Transport at speed 200, from initial and inflow data", x: "[0, 1]", second: "t: [0, 1]",
            equation: "200*u_x + u_t = 0", conditions: [("t = 0", "u = sin(x)"), ("x = 0", "u = -sin(200*t)")],
            exact: "sin(x - 200*t)"),
        ExampleProblem(
            "heat", "Heat conduction, two decaying modes", x: "[0, 1]", second: "t: [0, 0.1]", equation: "u_t = u_xx",
            conditions: [("t = 0", "u = sin(pi*x) + 0.5*sin(3*pi*x)"), ("x = 0", "u = 0"), ("x = 1", "u = 0")],
            exact: "exp(-pi^2*t)*sin(pi*x) + 0.5*exp(-9*pi^2*t)*sin(3*pi*x)"),
        ExampleProblem(
            "wave", "A standing wave", x: "[0, 1]", second: "t: [0, 2]", equation: "u_tt = u_xx",
            conditions: [
                ("t = 0", "u = sin(3*pi*x)"), ("t = 0", "u_t = 0"), ("x = 0", "u = 0"), ("x = 1", "u = 0"),
            ], exact: "sin(3*pi*x)*cos(3*pi*t)"),
    ]
}
