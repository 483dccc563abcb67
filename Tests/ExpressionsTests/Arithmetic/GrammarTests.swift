import Expressions
import Testing

@Suite("The grammar of formulas")
struct GrammarTests {
    @Test(
        "Values by hand",
        arguments: [
            ("1 + 2*3", 7), ("(1 + 2)*3", 9), ("2^3^2", 512), ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5),
            ("2^-2^2", 0.0625), ("8/4/2", 1), ("8/(4/2)", 4), ("1 - 2 - 3", -4), ("1 - (2 - 3)", 2),
            ("-3*-2", 6), ("+5", 5), ("--5", 5), ("-+-5", 5), (".5 + 1e-3", 0.501), ("1.5E+2", 150),
            ("2*pi", 2 * Double.pi),
            ("e^2", 7.38905609893065), ("sin(pi/6)", 0.5), ("sqrt(16)", 4), ("min(3, 1, 2)", 1), ("max(1, 2)", 2),
            ("where(1 < 2, 10, 20)", 10), ("where(2 <= 1, 10, 20)", 20), ("where(1 >= 1, 10, 20)", 10),
            ("where(1 > 1, 10, 20)", 20), ("abs(-3)", 3), ("sign(-3)", -1), ("erf(0.5)", 0.5204998778130465),
            ("-2*3 + 1", -5), ("2 - -3", 5), ("6/2*3", 9), ("0.1 + 0.2 - 0.3", 0.1 + 0.2 - 0.3),
        ] as [(String, Double)])
    func values(text: String, expected: Double) throws {
        let value = try Double(evaluating: text)
        #expect(abs(value - expected) <= 1e-15 * max(1, abs(expected)), "\(text)")
    }

    @Test("A sign binds less than a power and more than a product")
    func trees() throws {
        #expect(try Expression(parsing: "-x^2") == .negation(.power(.name("x"), 2)))
        #expect(try Expression(parsing: "-x*y") == .product(.negation(.name("x")), [.init(.name("y"))]))
        #expect(
            try Expression(parsing: "a - b/c")
                == .sum(
                    .name("a"), [.init(.product(.name("b"), [.init(.name("c"), isDivisor: true)]), isSubtracted: true)])
        )
        #expect(try Expression(parsing: "x^y^z") == .power(.name("x"), .power(.name("y"), .name("z"))))
        #expect(try Expression(parsing: "d(u_x, x)") == .derivative(.name("u_x"), by: "x"))
    }

    @Test("A name may look like a function's beginning, and `d` may be a variable")
    func names() throws {
        #expect(try Expression(parsing: "sinus + d") == .sum(.name("sinus"), [.init(.name("d"))]))
        #expect(try Expression(parsing: "u_xx") == .name("u_xx"))
    }

    @Test("Equations and comparisons")
    func relations() throws {
        let equation = try Equation(parsing: "u_xx = -10000*sin(100*x)")
        #expect(equation.left == .name("u_xx"))
        #expect(equation.description == "u_xx = -10000*sin(100*x)")
        let disk = try Comparison(parsing: "x^2 + y^2 < 1")
        #expect(disk.relation == .less && disk.right == 1)
    }

    @Test("A sum of a hundred thousand terms is flat")
    func longSum() throws {
        let text = (1...100_000).map { "\($0)*x" }.joined(separator: " + ")
        let compiled = try CompiledExpression(Expression(parsing: text), variables: ["x"])
        #expect(compiled.evaluate(2) == 100_000 * 100_001)
    }
}
