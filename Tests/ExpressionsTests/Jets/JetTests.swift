import Expressions
import Testing

@Suite("Taylor series in one variable")
struct JetTests {
    private let variable = Jet(variable: TaylorTable.point, order: 8)

    @Test(
        "Every function against mpmath", arguments: TaylorTable.coefficients.keys.sorted { $0.rawValue < $1.rawValue })
    func functions(function: ElementaryFunction) throws {
        let expected = try #require(TaylorTable.coefficients[function])
        let series = function(variable).coefficients
        #expect(series.count == 9)
        for (k, pair) in zip(series, expected).enumerated() {
            #expect(abs(pair.0 - pair.1) <= 1e-14 * max(1, abs(pair.1)), "coefficient \(k) of \(function)")
        }
    }

    @Test("Kinks take the side of the value")
    func kinks() {
        let left = Jet(variable: -0.3, order: 2)
        #expect(left.applying(.abs).coefficients == [0.3, -1, 0])
        #expect(left.applying(.sign).coefficients == [-1, 0, 0])
        #expect(Jet(variable: 0, order: 2).applying(.abs).coefficients == [0, 0, 0])
        #expect(variable.applying(.abs) == variable)
        // The table and the two kinks are all the functions.
        #expect(TaylorTable.coefficients.count + 2 == ElementaryFunction.allCases.count)
    }

    @Test("Powers: fractional against mpmath, whole ones also at zero")
    func powers() {
        let expected = [
            0.04929503017546495, 0.4107919181288746, 1.0269797953221865, 0.570544330734548, -0.23772680447272835,
            0.23772680447272835, -0.3301761173232338, 0.5502935288720564, -1.0318003666351057,
        ]
        for (value, wanted) in zip(variable.raised(to: 2.5).coefficients, expected) {
            #expect(agree(value, wanted, within: 1e-14))
        }
        #expect(Jet(variable: 0, order: 3).raised(to: 2.0).coefficients == [0, 0, 1, 0])
        #expect(
            Jet(variable: -2, order: 2).raised(to: Jet(variable: 0, order: 2).constant(3)).coefficients == [-8, 12, -6])
        #expect(Jet(variable: 2, order: 2).raised(to: -1).coefficients == [0.5, -0.25, 0.125])
    }

    @Test("Inverse functions undo each other; derivatives are k! c_k")
    func inverses() {
        for (f, g) in [(ElementaryFunction.exp, ElementaryFunction.log), (.sin, .asin), (.tan, .atan)] {
            for (value, wanted) in zip(g(f(variable)).coefficients, variable.coefficients) {
                #expect(abs(value - wanted) < 1e-13)
            }
        }
        #expect(abs(variable.applying(.exp).derivative(5) - 1.3498588075760032) < 1e-13)
        let quotient = (variable * variable) / variable
        #expect(zip(quotient.coefficients, variable.coefficients).allSatisfy { abs($0 - $1) < 1e-15 })
    }
}

@Suite("Taylor polynomials in several variables")
struct MultivariateJetTests {
    @Test("exp(2 x + 3 y) has the derivatives 2^i 3^j exp")
    func exponential() throws {
        let compiled = try CompiledExpression(Expression(parsing: "exp(2*x + 3*y)"), variables: ["x", "y"])
        let jets = MultivariateJet.variables(at: [0.1, -0.2], order: 4)
        let series = compiled.evaluate(at: jets, like: jets[0])
        for i in 0...4 {
            for j in 0...(4 - i) {
                let factor = Double(2).raised(to: Double(i)) * Double(3).raised(to: Double(j))
                #expect(agree(series.derivative([i, j]), factor * series.value, within: 1e-13))
            }
        }
    }

    @Test("A polynomial in four variables is exact")
    func polynomial() throws {
        let text = "x*y*z*t + x^2*t^2 - 3*z"
        let compiled = try CompiledExpression(Expression(parsing: text), variables: ["x", "y", "z", "t"])
        let jets = MultivariateJet.variables(at: [2, 3, 5, 7], order: 4)
        let series = compiled.evaluate(at: jets, like: jets[0])
        #expect(series.value == 391)
        #expect(series.derivative([1, 1, 1, 1]) == 1)
        #expect(series.derivative([2, 0, 0, 2]) == 4)
        #expect(series.derivative([1, 0, 0, 0]) == 301)
        #expect(series.derivative([0, 0, 1, 0]) == 39)
        #expect(series.derivative([0, 0, 0, 4]) == 0)
    }

    @Test("One variable: the same as the jet in one variable")
    func univariate() throws {
        let compiled = try CompiledExpression(
            Expression(parsing: "where(x < 1, log(2 + sin(3*x))^2.5/x^2, 0) + max(x, x^3)^x"), variables: ["x"])
        let several = compiled.evaluate(
            at: MultivariateJet.variables(at: [0.4], order: 4), like: MultivariateJet.variables(at: [0.4], order: 4)[0])
        let one = compiled.evaluate(at: [Jet(variable: 0.4, order: 4)], like: Jet(variable: 0.4, order: 4))
        for k in 0...4 { #expect(agree(several.derivative([k]), one.derivative(k), within: 1e-12)) }
    }
}
