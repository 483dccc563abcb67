import Expressions
import Testing

@Suite("Simplification and multiplying out")
struct SimplificationTests {
    @Test(
        "By hand",
        arguments: [
            ("0*x", "0"), ("x + 0", "x"), ("1*x", "x"), ("x^1", "x"), ("x^0", "1"), ("x - x", "0"), ("x/x", "1"),
            ("2*3 + 4", "10"), ("x + x", "2*x"), ("x*x", "x^2"), ("x^2*x", "x^3"), ("2/3", "0.6666666666666666"),
            ("--x", "x"), ("-(x - y)", "y - x"), ("sin(0)", "0"), ("y*x + x*y", "2*x*y"), ("(2*x)^2", "4*x^2"),
            ("x/y/x", "1/y"), ("where(1 < 2, x, y)", "x"), ("where(x < 1, y, y)", "y"), ("min(x, x)", "x"),
            ("a*b/b", "a"), ("(x^2)^3", "x^6"), ("sqrt(x)^2", "x"), ("1/0", "1/0"), ("log(0)", "log(0)"),
            ("x + 1 - 1", "x"), ("-1*x", "-x"), ("3 + x*0", "3"), ("x*y - y*x", "0"),
            ("1e308 + x + 1e308", "1e+308 + x + 1e+308"), ("1e200*1e200", "1e+200*1e+200"),
        ] as [(String, String)])
    func simplified(text: String, expected: String) throws {
        let simplified = try Expression(parsing: text).simplified()
        let wanted = try Expression(parsing: expected)
        #expect(simplified == wanted || simplified.description == expected, "\(text) gives \(simplified)")
    }

    @Test("Simplification keeps values, prints what parses, and is done after one pass", arguments: 0..<4)
    func property(seed: Int) throws {
        var generator = SplitMix(seed: 77 + UInt64(seed))
        var checked = 0
        for _ in 0..<400 {
            let tree = Expression.random(depth: 4, using: &generator)
            let values = ["x": 0.7, "y": -1.3, "u_x": 2.1]
            let value = tree.walk(values)
            guard value.isFinite, abs(value) < 1e6 else { continue }
            let simplified = tree.simplified()
            #expect(agree(simplified.walk(values), value, within: 1e-6), "\(tree) to \(simplified)")
            #expect(agree(tree.expanded().walk(values), value, within: 1e-6), "\(tree)")
            #expect(try Expression(parsing: simplified.description).walk(values) == simplified.walk(values))
            #expect(simplified.simplified() == simplified, "\(simplified) to \(simplified.simplified())")
            checked += 1
        }
        #expect(checked > 150)
    }

    @Test(
        "Multiplying out",
        arguments: [
            ("(x + 1)^2", "x^2 + 2*x + 1"), ("(x + y)*(x - y)", "x^2 - y^2"), ("(x + 1)^2 - x^2 - 2*x", "1"),
            ("(u + 1)^3 - u^3", "3*u + 3*u^2 + 1"), ("2*(x + y)/z", "2*x/z + 2*y/z"),
            ("sin((x + 1)*x)", "sin(x + x^2)"),
        ] as [(String, String)])
    func expansion(text: String, expected: String) throws {
        #expect(try Expression(parsing: text).expanded() == Expression(parsing: expected).simplified())
    }

    @Test("Coefficients of polynomials")
    func polynomials() throws {
        let cubic = try Expression(parsing: "(x + a)*(x^2 - 1)/2 - x^3/2")
        let coefficients = try #require(cubic.polynomialCoefficients(in: "x"))
        #expect(coefficients.map(\.description) == ["-0.5*a", "-0.5", "0.5*a"])
        #expect(try Expression(parsing: "-x").polynomialCoefficients(in: "x")?.map(\.description) == ["0", "-1"])
        #expect(try Expression(parsing: "7").polynomialCoefficients(in: "x")?.map(\.description) == ["7"])
        #expect(try Expression(parsing: "sin(x)").polynomialCoefficients(in: "x") == nil)
        #expect(try Expression(parsing: "1/x").polynomialCoefficients(in: "x") == nil)
        #expect(try Expression(parsing: "sqrt(x)").polynomialCoefficients(in: "x") == nil)
    }

    @Test("Names and substitution")
    func substitution() throws {
        let tree = try Expression(parsing: "x*y + d(a*x, x)")
        #expect(tree.names == ["x", "y", "a"])
        #expect(tree.substituting(["x": .name("y"), "y": .name("x")]).description == "y*x + d(a*y, y)")
        #expect(tree.substituting(["x": 3]).simplified().description == "a + 3*y")
        #expect(tree.contains(anyOf: ["a"]) && !tree.contains(anyOf: ["b"]))
    }

    @Test("Where an expression may jump or bend")
    func switches() throws {
        let tree = try Expression(
            parsing: "where(x < 1/3, 1, abs(y))*sign(1/3 - x) + min(x, y) + where(1 < 2, 1, 0) + abs(y)")
        #expect(tree.switchingExpressions.map(\.description) == ["x - 0.3333333333333333", "y", "x - y"])
        #expect(try Expression(parsing: "sin(x)").switchingExpressions.isEmpty)
    }
}
