import KernelPDE
import Testing

/// Systems with known functions, in one and two variables.
struct SystemCase: Sendable, CustomTestStringConvertible {
    let name: String
    let statement: PDEStatement
    var tolerance = 1e-10

    var testDescription: String { name }

    private static func line(
        _ name: String, _ domain: (String, String), _ functions: [String], _ equations: [String],
        _ conditions: [(String, String)], _ exact: [String: String], variable: String = "x", tolerance: Double = 1e-10
    ) -> SystemCase {
        SystemCase(
            name: name,
            statement: PDEStatement(
                variables: [.init(variable, domain.0, domain.1)], functions: functions, equations: equations,
                conditions: conditions.map { StatedCondition(on: $0.0, $0.1) }, exact: exact), tolerance: tolerance)
    }

    static let line: [SystemCase] = [
        line(
            "first-order pair, boundary values", ("0", "1"), ["u", "v"], ["u_x = v + cos(x) - exp(x)", "v_x = manufactured"],
            [("boundary", "u = sin(x)")], ["u": "sin(x)", "v": "exp(x)"]),
        line(
            "coupled diffusion", ("0", "2"), ["u", "v"],
            ["u_xx - 3*u + v = manufactured", "v_xx + u - x*v + u_x = manufactured"],
            [("boundary", "u = manufactured"), ("x = 0", "v_x = manufactured"), ("x = max", "v = manufactured")],
            ["u": "sin(7*x)", "v": "exp(-x)*cos(3*x)"]),
        line(
            "reaction-diffusion, not linear", ("0", "1"), ["u", "v"],
            ["0.1*u_xx - u*v^2 - u = manufactured", "0.1*v_xx + u^2*v/4 - 3*v = manufactured"],
            [("boundary", "u = manufactured"), ("boundary", "v_x = manufactured")],
            ["u": "1 + 0.3*sin(9*x)", "v": "0.4*cos(5*x) + 0.5"]),
        line(
            "mixed orders", ("0", "1"), ["u", "w"], ["u_xx + w = manufactured", "w_x + u*w = manufactured"],
            [("boundary", "u = manufactured"), ("x = 0", "w = manufactured")],
            ["u": "cos(20*x)", "w": "1/(1 + x^2)"]),
        line(
            "high frequency", ("0", "2*pi"), ["u", "v"], ["u_xx + 3*v = manufactured", "v_xx - u = manufactured"],
            [("boundary", "u = manufactured"), ("boundary", "v = manufactured")],
            ["u": "sin(100*x)", "v": "cos(37*x)"]),
        line(
            "stiff", ("0", "1"), ["y", "z"], ["y_t = -1000*y + 1000*z + cos(t)", "z_t = -z"],
            [("t = 0", "y = 2"), ("t = 0", "z = 1")],
            [
                "z": "exp(-t)",
                "y": "1000/999*exp(-t) + (1000*cos(t) + sin(t))/1000001 + (2 - 1000/999 - 1000/1000001)*exp(-1000*t)",
            ], variable: "t"),
        line(
            "three functions, not linear", ("0", "5"), ["a", "b", "c"],
            ["a_t = b*c", "b_t = -a*c", "c_t = manufactured"],
            [("t = 0", "a = 0"), ("t = 0", "b = 1"), ("t = 0", "c = 1")],
            ["a": "sin(t)", "b": "cos(t)", "c": "1"], variable: "t"),
        line(
            "periodic", ("0", "2*pi"), ["u", "v"], ["u_x - u + v = manufactured", "v_x + u + 2*v = manufactured"],
            [("periodic x", "")], ["u": "cos(x)", "v": "sin(3*x)"]),
        line(
            "kink", ("-1", "1"), ["u", "v"], ["u_xx + v = manufactured", "v_xx - u = manufactured"],
            [("boundary", "u = manufactured"), ("boundary", "v = manufactured")],
            ["u": "where(x < 0.3, 0, (x - 0.3)^3)", "v": "sin(4*x)"]),
    ]

    private static func plane(
        _ name: String, _ variables: [PDEStatement.Variable], _ functions: [String], _ equations: [String],
        _ conditions: [(String, String)], _ exact: [String: String], tolerance: Double = 1e-10
    ) -> SystemCase {
        SystemCase(
            name: name,
            statement: PDEStatement(
                variables: variables, functions: functions, equations: equations,
                conditions: conditions.map { StatedCondition(on: $0.0, $0.1) }, exact: exact), tolerance: tolerance)
    }

    private static let time = [PDEStatement.Variable("x", "0", "1"), PDEStatement.Variable("t", "0", "1")]
    private static let square = [PDEStatement.Variable("x", "0", "1"), PDEStatement.Variable("y", "0", "1")]

    static let plane: [SystemCase] = [
        plane(
            "Schrodinger, free", time, ["r", "s"], ["r_t = -0.5*s_xx", "s_t = 0.5*r_xx"],
            [("t = 0", "r = sin(pi*x)"), ("t = 0", "s = 0"), ("x = min", "r = 0"), ("x = max", "r = 0"),
             ("x = min", "s = 0"), ("x = max", "s = 0")],
            ["r": "cos(pi^2*t/2)*sin(pi*x)", "s": "-sin(pi^2*t/2)*sin(pi*x)"]),
        plane(
            "Schrodinger, potential", time, ["r", "s"],
            ["r_t + 0.5*s_xx - 20*x^2*s = manufactured", "s_t - 0.5*r_xx + 20*x^2*r = manufactured"],
            [("t = 0", "r = manufactured"), ("t = 0", "s = manufactured"), ("x = min", "r = manufactured"),
             ("x = max", "r = manufactured"), ("x = min", "s = manufactured"), ("x = max", "s = manufactured")],
            ["r": "cos(9*t)*sin(5*x)", "s": "-sin(9*t)*cos(4*x)"]),
        plane(
            "reaction-diffusion, not linear", time, ["u", "v"],
            ["u_t - 0.1*u_xx + u*v^2 = manufactured", "v_t - 0.05*v_xx - u*v^2 = manufactured"],
            [("t = 0", "u = manufactured"), ("t = 0", "v = manufactured"), ("x = min", "u = manufactured"),
             ("x = max", "u_x = manufactured"), ("x = min", "v_x = manufactured"), ("x = max", "v_x = manufactured")],
            ["u": "1 + exp(-t)*sin(6*x)", "v": "0.5 + cos(3*t)*cos(5*x)"]),
        plane(
            "elliptic pair", square, ["u", "v"],
            ["u_xx + u_yy - 5*u + 2*v = manufactured", "v_xx + v_yy + u - (3 + x*y)*v = manufactured"],
            [("boundary", "u = manufactured"), ("boundary", "v = manufactured")],
            ["u": "sin(9*x)*cos(7*y)", "v": "exp(x)*sin(5*y)"]),
        plane(
            "elliptic pair of unlike conditions", square, ["u", "v"],
            ["u_xx + u_yy + 2*v = manufactured", "v_xx + v_yy + u - 3*v = manufactured"],
            [("boundary", "u = manufactured"), ("x = min", "v_x = manufactured"), ("x = max", "v_x = manufactured"),
             ("y = min", "v_y = manufactured"), ("y = max", "v_y = manufactured")],
            ["u": "sin(9*x)*cos(7*y)", "v": "exp(x)*sin(5*y)"]),
        plane(
            "wave as a first-order system", time, ["u", "v"], ["u_t = v_x", "v_t = u_x"],
            [("t = 0", "u = sin(3*x)"), ("t = 0", "v = 0"), ("x = min", "u = 0"), ("x = max", "v = manufactured")],
            ["u": "sin(3*x)*cos(3*t)", "v": "cos(3*x)*sin(3*t)"]),
    ]
}
