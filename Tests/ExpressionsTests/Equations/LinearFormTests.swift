import Expressions
import Testing

@Suite("Linear forms and linearisations")
struct LinearFormTests {
    private let names = DerivativeNames(variables: ["x", "t"], parameters: ["beta"])

    private func coefficient(_ form: LinearForm, _ orders: [Int]) -> String? {
        form.coefficients[DerivativeName(unknown: "u", orders: orders)]?.description
    }

    @Test("Coefficients and source of a linear equation")
    func linear() throws {
        let equation = try Equation(parsing: "beta*u_x + (2*u_t - u)/x = sin(x) - 3*u_xx")
        let form = try LinearForm(equation.residual, names)
        #expect(coefficient(form, [1, 0]) == "beta")
        #expect(coefficient(form, [0, 1]) == "2/x")
        #expect(coefficient(form, [0, 0]) == "-1/x")
        #expect(coefficient(form, [2, 0]) == "3")
        #expect(form.coefficients.count == 4 && form.fluxes.isEmpty && form.order == 2)
        #expect(form.source.description == "-sin(x)")
    }

    @Test("A flux with a jump stays a flux, and can be expanded")
    func flux() throws {
        let equation = try Equation(parsing: "2*d(where(x < 1/3, 1, 10)*u_x, x) + u = 1")
        let form = try LinearForm(equation.residual, names)
        #expect(form.fluxes.count == 1 && form.fluxes[0].variable == "x" && form.fluxes[0].coefficient == 2)
        #expect(coefficient(form.fluxes[0].flux, [1, 0]) == "where(x < 0.3333333333333333, 1, 10)")
        #expect(form.source == -1 && form.order == 2)
        let smooth = try LinearForm(Expression(parsing: "x*d(x^2*u_x + u*t, x)"), names).expanded(names)
        #expect(coefficient(smooth, [2, 0]) == "x^3")
        let drift = try #require(smooth.coefficients[DerivativeName(unknown: "u", orders: [1, 0])])
        #expect(try drift.expanded() == Expression(parsing: "2*x^2 + t*x").simplified())
        #expect(smooth.coefficients.count == 2 && smooth.fluxes.isEmpty)
    }

    @Test("Conditions choose coefficients; what cancels is gone; what is hidden is found")
    func hidden() throws {
        let chosen = try LinearForm(Expression(parsing: "where(x < 1, u_x + 1, 2*u_x - u)"), names)
        #expect(coefficient(chosen, [1, 0]) == "where(x < 1, 1, 2)")
        #expect(coefficient(chosen, [0, 0]) == "where(x < 1, 0, -1)")
        let cancelled = try LinearForm(Expression(parsing: "u_x + u - u_x"), names)
        #expect(cancelled.coefficients.count == 1)
        let square = try LinearForm(Expression(parsing: "(u + 1)^2 - u^2"), names)
        #expect(coefficient(square, [0, 0]) == "2" && square.source == 1)
    }

    @Test(
        "What is not linear is named",
        arguments: [
            ("u_xx + u*u_x", "'u*u_x' is not linear in the unknown: it multiplies the unknown with itself"),
            ("u_t + sin(u)", "'sin(u)' is not linear in the unknown: sin is applied to the unknown"),
            ("u^3", "'u^3' is not linear in the unknown: it is a power of the unknown"),
            ("1/u", "'1/u' is not linear in the unknown: it divides by the unknown"),
            (
                "where(u < 0, 1, 2)",
                "'where(u < 0, 1, 2)' is not linear in the unknown: the condition depends on the unknown"
            ),
            ("u_z", "'u_z' is no derivative of u: 'z' is no variable; variables are x, t"),
        ] as [(String, String)])
    func nonlinear(text: String, message: String) {
        let error = #expect(throws: LinearFormError.self) { try LinearForm(Expression(parsing: text), names) }
        #expect(error?.description == message)
    }

    @Test("A linear form evaluates like its expression", arguments: 0..<3)
    func property(seed: Int) throws {
        var generator = SplitMix(seed: 5 + UInt64(seed))
        let unknowns = ["u", "u_x", "u_t", "u_xx"]
        var values = ["x": 0.3, "y": 0.8, "t": 0.4]
        for name in unknowns { values[name] = Double.random(in: -2...2, using: &generator) }
        for _ in 0..<30 {
            let terms = unknowns.map { name in
                Expression.Term(
                    .product(
                        .randomSmooth(depth: 2, using: &generator), [.init(.name(name)), .init(2, isDivisor: true)]),
                    isSubtracted: Bool.random(using: &generator))
            }
            let tree = Expression.sum(.randomSmooth(depth: 2, using: &generator), terms)
            let form = try LinearForm(tree, names)
            #expect(agree(form.expression(names).walk(values), tree.walk(values), within: 1e-9), "\(tree)")
            #expect(form.coefficients.values.allSatisfy { !$0.contains(anyOf: Set(unknowns)) })
        }
    }

    @Test("Slopes of a nonlinear equation")
    func linearization() throws {
        let step = try Linearization(Expression(parsing: "u_t + u*u_x - 0.01*u_xx + u^3"), names)
        let slope = { (orders: [Int]) in step.slopes[DerivativeName(unknown: "u", orders: orders)]?.description }
        #expect(slope([0, 0]) == "u_x + 3*u^2" && slope([1, 0]) == "u" && slope([2, 0]) == "-0.01")
        #expect(slope([0, 1]) == "1" && step.slopes.count == 4)
        #expect(!step.isLinear(names))
        let flux = try Linearization(Expression(parsing: "d(u^2/2, x) + u_tx"), names)
        #expect(flux.slopes.count == 3)
        #expect(try Linearization(Expression(parsing: "x*u_xx + d(x*u, t)"), names).isLinear(names))
    }
}
