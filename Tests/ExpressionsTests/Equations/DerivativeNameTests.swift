import Expressions
import Testing

@Suite("Names of derivatives")
struct DerivativeNameTests {
    private let plane = DerivativeNames(variables: ["x", "y"], parameters: ["u_0"])

    @Test(
        "Orders per variable",
        arguments: [
            ("u", [0, 0]), ("u_x", [1, 0]), ("u_xy", [1, 1]), ("u_yx", [1, 1]), ("u_xxyy", [2, 2]), ("u_x_y", [1, 1]),
        ]
            as [(String, [Int])])
    func orders(name: String, orders: [Int]) throws {
        #expect(try plane.derivative(named: name) == DerivativeName(unknown: "u", orders: orders))
    }

    @Test("Other names are none", arguments: ["x", "v", "v_x", "u_0", "ux", "kappa", "u2"])
    func others(name: String) throws {
        #expect(try plane.derivative(named: name) == nil)
    }

    @Test("A wrong variable is named, and so are the right ones")
    func errors() {
        let error = #expect(throws: DerivativeNameError.self) { try plane.derivative(named: "u_xz") }
        #expect(error?.description == "'u_xz' is no derivative of u: 'z' is no variable; variables are x, y")
        let empty = #expect(throws: DerivativeNameError.self) { try plane.derivative(named: "u_") }
        #expect(empty?.rest == "")
        let variable = #expect(throws: DerivativeNameError.self) {
            try Expression(parsing: "d(u, z)").expandedDerivatives(plane)
        }
        #expect(variable?.description == "cannot differentiate by 'z', which is no variable: variables are x, y")
    }

    @Test("Variables of several letters, and unknowns with underscores")
    func longNames() throws {
        let names = DerivativeNames(unknowns: ["u", "u_p"], variables: ["x1", "x12", "t"])
        #expect(try names.derivative(named: "u_x12t") == DerivativeName(unknown: "u", orders: [0, 1, 1]))
        #expect(try names.derivative(named: "u_x1x12") == DerivativeName(unknown: "u", orders: [1, 1, 0]))
        #expect(try names.derivative(named: "u_p") == DerivativeName(unknown: "u_p", orders: [0, 0, 0]))
        #expect(try names.derivative(named: "u_p_tt") == DerivativeName(unknown: "u_p", orders: [0, 0, 2]))
        for orders in [[0, 0, 0], [1, 0, 0], [2, 1, 1], [0, 0, 4]] {
            let derivative = DerivativeName(unknown: "u", orders: orders)
            #expect(try names.derivative(named: names.name(of: derivative)) == derivative)
        }
        #expect(plane.name(of: DerivativeName(unknown: "u", orders: [2, 1])) == "u_xxy")
    }

    @Test(
        "Total derivatives",
        arguments: [
            ("d(u, x)", "u_x"), ("d(x*u_x, x)", "u_x + x*u_xx"), ("d(k*u_y, x)", "k*u_xy"), ("d(u^2/2, x)", "u*u_x"),
            ("d(d(u, x), y)", "u_xy"), ("d(sin(u), y)", "cos(u)*u_y"), ("2*d(u_yx, y)", "2*u_xyy"),
            ("d(where(x < 1, 1, 10)*u_x, x)", "where(x < 1, 1, 10)*u_xx"),
        ] as [(String, String)])
    func totalDerivatives(text: String, expected: String) throws {
        let expanded = try Expression(parsing: text).expandedDerivatives(plane)
        #expect(expanded.simplified() == (try Expression(parsing: expected).simplified()))
    }
}
