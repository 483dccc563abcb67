import Expressions
import Testing

@Suite("Kernel expressions")
struct KernelExpressionTests {
    @Test(
        "Printing gives back what was written",
        arguments: [
            "1.3*rbf(lengthscales=[0.5, 1, 2]) + periodic(period=1, lengthscale=0.7)*matern52 + white(0.1)",
            "on([0, 2], rbf)", "rbf(lengthscales=relevance)", "nngp(conv(3x3, padding=same) >> relu, input=6x6x2)",
            "parallel_sum(dense >> relu | identity)", "parallel_concat(a | b >> c, widths=[64, 64])",
            "student-t-process(dof=5)", "deep-kernel-machine(layers=2, nu=10, kernel=relu, inducing=200)",
            "ab_relu(-0.5, 1.5)", "(a + b)*c", "a*(b + c)*2", "rbf()", "repeat(3, dense >> relu)",
            "sparse(inducing=512)",
            "(a >> b) + c", "polynomial([1, -2, 0.5])", "(a | b) >> c", "a + b >> c", "burr12(2, 3)", "[]",
            "f([[1], []])",
        ])
    func roundTrip(text: String) throws {
        let tree = try KernelExpression(parsing: text)
        #expect(tree.description == text)
        #expect(try KernelExpression(parsing: tree.description) == tree)
    }

    @Test("Arithmetic of numbers is carried out")
    func numbers() throws {
        for (text, value) in [
            ("2*pi", 2 * Double.pi), ("-1/3", -1.0 / 3), ("1 - 2^-2", 0.75), ("2*(3 + 4)", 14),
            ("e", 2.718281828459045),
            ("-2^2", -4), ("+3", 3),
        ] {
            #expect(try KernelExpression(parsing: text).number == value, "\(text)")
        }
        let scaled = try KernelExpression(parsing: "1/2*3*rbf")
        #expect(scaled == KernelExpression(.product([.init(.number(1.5)), .init(.name("rbf"))])))
    }

    @Test("Nodes know where they stand")
    func locations() throws {
        let tree = try KernelExpression(parsing: "2*rbf +\n  on([0, 2],\n     matern(nu=1.5))")
        guard case .sum(let terms) = tree.kind, let on = terms[1].call, let matern = on.arguments[1].value.call else {
            Issue.record("not a sum of two")
            return
        }
        #expect(terms[1].location == SourceLocation(line: 2, column: 3, offset: 10))
        #expect(on.arguments[1].value.location.line == 3 && on.arguments[1].value.location.column == 6)
        #expect(matern.arguments[0].label == "nu" && matern.arguments[0].value.number == 1.5)
        #expect(matern.arguments[0].value.location.column == 16)
    }

    @Test("A name alone is a call without arguments; a hyphen belongs to a name only between letters")
    func names() throws {
        #expect(try KernelExpression(parsing: "rbf").call?.name == "rbf")
        #expect(try KernelExpression(parsing: "[1]").call == nil)
        #expect(try KernelExpression(parsing: "state-space").kind == .name("state-space"))
        #expect(throws: SyntaxError.self) { try KernelExpression(parsing: "a1-b") }
        #expect(try KernelExpression(parsing: "3x3x1").kind == .size([3, 3, 1]))
    }

    @Test(
        "Errors",
        arguments: [
            (
                "rbf(1",
                "expected ',' or an operator or ')' to close the '(' opened at line 1, column 4, found the end of the text at line 1, column 6"
            ),
            (
                "on([0, rbf)",
                "expected ',' or an operator or ']' to close the '[' opened at line 1, column 4, found ')' at line 1, column 11"
            ),
            (
                "a - b",
                "'-' between kernels at line 1, column 3; kernels can be added, multiplied and scaled by numbers"
            ),
            ("rbf/2", "'/' between kernels at line 1, column 4; scale by a number in front, as in 1/2*rbf"),
            ("-rbf", "'-' before a kernel at line 1, column 1; only numbers have a sign"),
            ("rbf^2", "'^' between kernels at line 1, column 4; only numbers have powers"),
            (
                "f(a=1, 2)",
                "a positional argument after the named one 'a' at line 1, column 8; write positional arguments first"
            ),
            ("f(a=1, a=2)", "argument 'a' is given twice at line 1, column 8"),
            (
                "2 rbf",
                "expected an operator or the end of the text, found 'rbf' at line 1, column 3; a product needs its '*', as in 2*x"
            ),
            ("a >>", "expected a name, a number, '(' or '[', found the end of the text at line 1, column 5"),
            ("a)", "')' closes nothing at line 1, column 2"),
            ("f(1/0)", "the result of '/' is inf, not a finite number at line 1, column 4"),
            ("f(nu=)", "expected a name, a number, '(' or '[', found ')' at line 1, column 6"),
        ] as [(String, String)])
    func errors(text: String, message: String) {
        let error = #expect(throws: SyntaxError.self) { try KernelExpression(parsing: text) }
        #expect(error?.description == message)
    }

    @Test("Random trees survive printing and parsing", arguments: 0..<4)
    func property(seed: Int) throws {
        var generator = SplitMix(seed: 31 + UInt64(seed))
        for _ in 0..<200 {
            let tree = KernelExpression.random(depth: 4, using: &generator)
            #expect(try KernelExpression(parsing: tree.description) == tree, "\(tree)")
        }
    }
}

extension KernelExpression {
    /// A tree that parsing can produce: at most one number leads a sum or product.
    fileprivate static func random(depth: Int, using generator: inout SplitMix) -> KernelExpression {
        func parts() -> [KernelExpression] {
            var parts = [random(depth: depth - 1, using: &generator)]
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let part = random(depth: depth - 1, using: &generator)
                parts.append(part.number == nil ? part : KernelExpression(.name("white")))
            }
            return parts
        }
        switch Int.random(in: depth > 0 ? 0..<9 : 0..<3, using: &generator) {
        case 0: return .init(.number(Double(Int.random(in: -9...9, using: &generator)) / 4))
        case 1: return .init(.name(["rbf", "student-t", "same"].randomElement(using: &generator) ?? "rbf"))
        case 2: return .init(.size([3, 4]))
        case 3: return .init(.list(parts()))
        case 4: return .init(.sum(parts()))
        case 5: return .init(.product(parts()))
        case 6: return .init(.chain(parts()))
        case 7: return .init(.parallel(parts()))
        default:
            let positional = parts().map { Argument($0) }
            return .init(.call("f", positional + [Argument(label: "a", random(depth: depth - 1, using: &generator))]))
        }
    }
}
