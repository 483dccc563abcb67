import KernelPDE
import Testing

/// A problem in several variables with the error it must reach.
struct TensorCase: Sendable, CustomTestStringConvertible {
    var name: String
    var variables: [(String, String, String)]
    var equation: String
    var conditions: [(on: String, equation: String)]
    var exact: String
    var error = 1e-10
    var frequencies: [String: [Double]] = [:]

    var testDescription: String { name }

    func problem() throws -> TensorProblem {
        try TensorProblem(
            variables: variables.map { (name: $0.0, lower: $0.1, upper: $0.2) }, equation: equation,
            conditions: conditions, exact: exact)
    }

    private static let cube = [("x", "0", "1"), ("y", "0", "1"), ("z", "0", "1")]
    private static let squareInTime = [("x", "0", "1"), ("y", "0", "1"), ("t", "0", "1")]
    private static let bubble = "x*(1-x)*y*(1-y)*z*(1-z)"

    static let all: [TensorCase] = [
        TensorCase(
            name: "Poisson, bubbles times a skew tone", variables: cube,
            equation: "u_xx + u_yy + u_zz = manufactured", conditions: [(on: "boundary", equation: "u = 0")],
            exact: "\(bubble)*sin(21*x + 17*y + 25*z)"),
        TensorCase(
            name: "Poisson, skew tones to 60", variables: cube, equation: "u_xx + u_yy + u_zz = manufactured",
            conditions: [
                (on: "boundary", equation: "u = sin(21*x + 17*y + 25*z) + 0.1*cos(60*x - 9*y + 4*z) + 0.05*sin(33*y*z)")
            ],
            exact: "sin(21*x + 17*y + 25*z) + 0.1*cos(60*x - 9*y + 4*z) + 0.05*sin(33*y*z)"),
        TensorCase(
            name: "Helmholtz", variables: cube, equation: "u_xx + u_yy + u_zz + 400*u = manufactured",
            conditions: [
                (on: "x = min", equation: "u = cos(12*y + 9*z)"),
                (on: "x = max", equation: "u_x = -13*sin(13 + 12*y + 9*z)"),
                (on: "y = min", equation: "u - u_y = cos(13*x + 9*z) + 12*sin(13*x + 9*z)"),
                (on: "y = max", equation: "u = cos(13*x + 12 + 9*z)"),
                (on: "z = min", equation: "u = cos(13*x + 12*y)"),
                (on: "z = max", equation: "u = cos(13*x + 12*y + 9)"),
            ], exact: "cos(13*x + 12*y + 9*z)",
            frequencies: ["x": [13], "y": [12], "z": [9]]),
        TensorCase(
            name: "heat", variables: squareInTime, equation: "u_t = 0.1*(u_xx + u_yy) + 3*u_x",
            conditions: [
                (on: "t = 0", equation: "u = exp(x)*cos(2*y)"), (on: "x = min", equation: "u = exp(2.7*t)*cos(2*y)"),
                (on: "x = max", equation: "u = exp(1 + 2.7*t)*cos(2*y)"), (on: "y = min", equation: "u_y = 0"),
                (on: "y = max", equation: "u = exp(x + 2.7*t)*cos(2)"),
            ], exact: "exp(x + 2.7*t)*cos(2*y)"),
        TensorCase(
            name: "heat on a torus", variables: [("x", "0", "2*pi"), ("y", "0", "2*pi"), ("t", "0", "0.5")],
            equation: "u_t = u_xx + u_yy",
            conditions: [
                (on: "periodic x", equation: ""), (on: "periodic y", equation: ""),
                (on: "t = 0", equation: "u = sin(2*x)*cos(y) + 0.3"),
            ], exact: "exp(-5*t)*sin(2*x)*cos(y) + 0.3"),
        TensorCase(
            name: "wave", variables: squareInTime, equation: "u_tt = u_xx + u_yy",
            conditions: [
                (on: "t = 0", equation: "u = sin(3*x + 4*y)"), (on: "t = 0", equation: "u_t = -5*cos(3*x + 4*y)"),
                (on: "x = min", equation: "u = sin(4*y - 5*t)"), (on: "x = max", equation: "u = sin(3 + 4*y - 5*t)"),
                (on: "y = min", equation: "u = sin(3*x - 5*t)"),
                (on: "y = max", equation: "u_y = 4*cos(3*x + 4 - 5*t)"),
            ], exact: "sin(3*x + 4*y - 5*t)", frequencies: ["x": [3], "y": [4], "t": [5]]),
        TensorCase(
            name: "advection from inflow", variables: squareInTime, equation: "u_t + 20*u_x + 10*u_y = 0",
            conditions: [
                (on: "t = 0", equation: "u = sin(x + 2*y)"), (on: "x = min", equation: "u = sin(2*y - 40*t)"),
                (on: "y = min", equation: "u = sin(x - 40*t)"),
            ], exact: "sin(x + 2*y - 40*t)", frequencies: ["x": [1], "y": [2], "t": [40]]),
        TensorCase(
            name: "variable coefficients", variables: cube,
            equation: "d((1 + 0.3*x*y)*u_x, x) + (2 + sin(y*z))*u_yy + u_zz + x*u_y - 3*z*u = manufactured",
            conditions: [(on: "boundary", equation: "u = exp(x - y)*sin(3*z)")], exact: "exp(x - y)*sin(3*z)"),
        TensorCase(
            name: "mixed derivatives", variables: cube,
            equation: "u_xx + u_yy + u_zz + 0.5*u_xy + 0.3*u_yz = manufactured",
            conditions: [(on: "boundary", equation: "u = sin(5*x + 3*y)*cos(4*z)")], exact: "sin(5*x + 3*y)*cos(4*z)"),
        TensorCase(
            name: "Allen-Cahn", variables: cube, equation: "u_xx + u_yy + u_zz + u*(u^2 - 1) = manufactured",
            conditions: [(on: "boundary", equation: "u = sin(3*x + y) + cos(4*z)")], exact: "sin(3*x + y) + cos(4*z)"),
        TensorCase(
            name: "Poisson in four variables",
            variables: [("w", "0", "1"), ("x", "0", "1"), ("y", "-1", "1"), ("z", "0", "2")],
            equation: "u_ww + u_xx + u_yy + u_zz = manufactured",
            conditions: [(on: "boundary", equation: "u = sin(w + 2*x - y + z)*exp(0.3*w*z)")],
            exact: "sin(w + 2*x - y + z)*exp(0.3*w*z)"),
    ]
}
