import Expressions
import Testing

@Suite("Manufactured solutions")
struct ManufacturedSolutionTests {
    @Test(
        "Symbols and series give the same source",
        arguments: [
            ("u_xx + u_yy", "sin(100*x)*sin(100*y)"), ("u_xx + u*(u^2 - 1)", "exp(-400*(x - 0.37)^2)*y"),
            ("d((1 + x^2)*u_x, x) + d(exp(y)*u_y, y)", "log(2 + x*y)/(1 + x^2)"),
            ("u_xxxx + 2*u_xxyy + u_yyyy", "sin(x)*cosh(y)*erf(x - y)"),
            ("u_x*u_yx - sqrt(1 + u^2)", "atan(3*x + y)^3"),
            ("d(u^2/2, x) - c*u_xx", "tanh(c*x)*y"), ("where(x < 1/3, 1, 10)*u_xx + abs(u)", "x^3 - y"),
        ] as [(String, String)])
    func agreement(operator text: String, exact: String) throws {
        let names = DerivativeNames(variables: ["x", "y"], parameters: ["c"])
        let solution = try ManufacturedSolution(exact: ["u": Expression(parsing: exact)], names: names)
        let left = try Expression(parsing: text)
        let source = try CompiledExpression(
            solution.source(of: left), variables: ["x", "y"], parameters: ["c": 1.5])
        for point in [[0.37, 0.5], [0.1, 0.9], [0.8, -0.2]] {
            let series = try solution.sourceValue(of: left, at: point, parameters: ["c": 1.5])
            #expect(series.isFinite)
            #expect(agree(source.evaluate(at: point), series, within: 1e-10), "\(text) at \(point)")
        }
    }

    // Values of the reference suite, derived by hand there.
    @Test(
        "Known sources",
        arguments: [
            ("u_xx", "sin(100*x)", [0.123 * 2 * Double.pi, 0], -9510.56516295156),
            ("u_xx + u*(u^2 - 1)", "sin(100*x)", [0.123 * 2 * Double.pi, 0], -9510.65598076756),
            ("u_xx", "sin(6*x)*cos(100*x)", [0.123 * 2 * Double.pi, 0], -3006.51540929454),
            ("u_xx", "sin(x) + 0.1*sin(20*x) + 0.05*sin(100*x)", [0.37, 0], 285.459127414070),
            ("u_xx", "sin(500*x) - 2*(x - 0.5)^2", [0.37, 0], -86659.2950235690),
            ("u_xx + u_yy", "sin(100*x)*sin(100*y)", [1, 2], -8844.15491566368),
            ("200*u_x + u_y", "sin(x - 200*y)", [0.37, 0.5], 0),
        ] as [(String, String, [Double], Double)])
    func known(operator text: String, exact: String, point: [Double], expected: Double) throws {
        let solution = try ManufacturedSolution(
            exact: ["u": Expression(parsing: exact)], names: DerivativeNames(variables: ["x", "y"]))
        let source = try CompiledExpression(
            solution.source(of: Expression(parsing: text)), variables: ["x", "y"])
        #expect(abs(source.evaluate(at: point) - expected) < 1e-7)
    }

    @Test("An unknown without a formula stays")
    func partial() throws {
        let names = DerivativeNames(unknowns: ["u", "v"], variables: ["x"])
        let solution = try ManufacturedSolution(exact: ["u": Expression(parsing: "x^2")], names: names)
        let source = try solution.source(of: Expression(parsing: "u_xx*v_x")).simplified()
        #expect(source.description == "2*v_x")
    }
}
