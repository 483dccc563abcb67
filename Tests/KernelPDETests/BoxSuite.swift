import KernelPDE

/// The two-variable problems of the acceptance suite, each with the error it must reach.
struct BoxCase: Sendable, CustomStringConvertible {
    let name: String
    let problem: @Sendable () throws -> BoxProblem
    let error: Double

    var description: String { name }

    /// u fixed on all sides by the exact solution, the source made to fit it.
    static func dirichlet(
        _ name: String, upper: String = "1", _ left: String, exact: String, error: Double = 1e-10
    ) -> BoxCase {
        BoxCase(
            name: name,
            problem: {
                try BoxProblem(
                    variables: [("x", "0", upper), ("y", "0", upper)], equation: "\(left) = manufactured",
                    conditions: [(on: "boundary", equation: "u = manufactured")], exact: exact)
            }, error: error)
    }

    /// A problem in x and t.
    static func evolution(
        _ name: String, until: String = "1", _ equation: String, _ conditions: [[String]], exact: String,
        error: Double = 1e-10
    ) -> BoxCase {
        BoxCase(
            name: name,
            problem: {
                try BoxProblem(
                    variables: [("x", "0", "1"), ("t", "0", until)], equation: equation,
                    conditions: conditions.map { (on: $0[0], equation: $0[1]) }, exact: exact)
            }, error: error)
    }

    static let mix = { (z: String) in "(sin(\(z)) + 0.1*sin(20*\(z)) + cos(60*\(z)))" }

    static let all: [BoxCase] = [
        dirichlet("sine times sine", upper: "2*pi", "u_xx + u_yy", exact: "sin(100*x)*sin(100*y)"),
        dirichlet("sine of the product", "u_xx + u_yy", exact: "sin(40*x*y) + 0.1*cos(60*(x - y))"),
        dirichlet("peak", "u_xx + u_yy", exact: "exp(-100*((x - 0.5)^2 + (y - 0.4)^2))"),
        dirichlet("Helmholtz 50", "u_xx + u_yy + 2500*u", exact: "sin(30*x)*cos(40*y) + exp(x*y)"),
        dirichlet("Allen-Cahn", "u_xx + u_yy + u*(u^2 - 1)", exact: mix("x") + "*" + mix("y")),
        dirichlet(
            "variable coefficients", "(1+x^2)*u_xx + (2+sin(y))*u_yy + x*y*u_x + exp(x)*u",
            exact: "sin(3*x + 2*y)*exp(x)"),
        dirichlet("flux form", "d((1 + x*y)*u_x, x) + d(exp(x)*u_y, y)", exact: "cos(5*x - 2*y)"),
        dirichlet("mixed derivative", "u_xx + 0.6*u_xy + u_yy", exact: "sin(7*x + 3*y)"),
        dirichlet("degenerate at a side", "x*u_xx + u_yy", exact: "sin(3*x + y)"),
        evolution(
            "advection", "200*u_x + u_t = 0", [["t = 0", "u = sin(x)"], ["x = 0", "u = sin(-200*t)"]],
            exact: "sin(x - 200*t)"),
        evolution(
            "heat", "u_t = 0.1*u_xx", [["t = 0", "u = sin(pi*x)"], ["x = 0", "u = 0"], ["x = 1", "u = 0"]],
            exact: "exp(-0.1*pi^2*t)*sin(pi*x)"),
        evolution(
            "heat, insulated ends", "u_t = 0.1*u_xx",
            [["t = 0", "u = cos(pi*x)"], ["x = 0", "u_x = 0"], ["x = 1", "u_x = 0"]],
            exact: "exp(-0.1*pi^2*t)*cos(pi*x)"),
        evolution(
            "heat and drift on a ring", "u_t = 0.1*u_xx + u_x",
            [["t = 0", "u = cos(2*pi*x)"], ["periodic x", ""]],
            exact: "exp(-0.4*pi^2*t)*cos(2*pi*(x + t))"),
        evolution(
            "wave", until: "2", "u_tt = u_xx",
            [["t = 0", "u = sin(5*pi*x)"], ["t = 0", "u_t = 0"], ["x = 0", "u = 0"], ["x = 1", "u = 0"]],
            exact: "sin(5*pi*x)*cos(5*pi*t)"),
        evolution(
            "third order", "u_t + u_x + 0.01*u_xxx = manufactured",
            [
                ["t = 0", "u = manufactured"], ["x = 0", "u = manufactured"], ["x = 1", "u = manufactured"],
                ["x = 1", "u_x = manufactured"],
            ], exact: "sin(5*x - 3*t)"),
        BoxCase(
            name: "clamped plate",
            problem: {
                try BoxProblem(
                    variables: [("x", "0", "1"), ("y", "0", "1")],
                    equation: "u_xxxx + 2*u_xxyy + u_yyyy = manufactured",
                    conditions: [
                        ("boundary", "u = manufactured"), ("x = min", "u_x = manufactured"),
                        ("x = max", "u_x = manufactured"), ("y = min", "u_y = manufactured"),
                        ("y = max", "u_y = manufactured"),
                    ], exact: "sin(3*x + 2*y)")
            }, error: 1e-10),
        BoxCase(
            name: "Goursat",
            problem: {
                try BoxProblem(
                    variables: [("x", "0", "1"), ("y", "0", "1")], equation: "u_xy + u = manufactured",
                    conditions: [("x = min", "u = manufactured"), ("y = 0", "u = manufactured")],
                    exact: "sin(3*x + 2*y)")
            }, error: 1e-10),
        BoxCase(
            name: "Robin, Neumann and Dirichlet",
            problem: {
                try BoxProblem(
                    variables: [("x", "-1", "1"), ("y", "0", "0.5")], equation: "u_xx + u_yy - u = manufactured",
                    conditions: [
                        ("x = min", "u - 2*u_x = manufactured"), ("x = max", "(1 + y)*u_x = manufactured"),
                        ("y = 0", "u = manufactured"), ("y = max", "3*u + u_y = manufactured"),
                    ], exact: "sin(9*x + 4*y)")
            }, error: 1e-10),
    ]
}
