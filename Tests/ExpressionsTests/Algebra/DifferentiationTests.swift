import Expressions
import Foundation
import Testing

@Suite("Symbolic derivatives")
struct DifferentiationTests {
    @Test(
        "By hand",
        arguments: [
            ("x^3", "3*x^2"), ("sin(100*x)", "100*cos(100*x)"), ("1/x", "-1/x^2"), ("exp(-50*x)", "-50*exp(-50*x)"),
            ("x*y", "y"), ("abs(x)", "sign(x)"), ("sign(x)", "0"), ("where(x < 1/3, x^2, 7)", "where(x < 1/3, 2*x, 0)"),
            ("where(x < y, 1, 10)", "0"), ("min(x, 2)", "where(x <= 2, 1, 0)"), ("max(x, y)", "where(x >= y, 1, 0)"),
            ("2^x", "log(2)*2^x"), ("x^x", "x*x^(x - 1) + x^x*log(x)"), ("sqrt(x)", "0.5/sqrt(x)"), ("log(3*x)", "1/x"),
            ("y", "0"), ("tan(x)", "1 + tan(x)^2"), ("d(x^2*y, y)", "2*x"),
        ] as [(String, String)])
    func table(text: String, expected: String) throws {
        let derivative = try Expressions.Expression(parsing: text).differentiated(by: "x")
        #expect(
            derivative == (try Expressions.Expression(parsing: expected).simplified()), "\(text) gives \(derivative)")
    }

    @Test("Against jets, up to the fourth order and mixed", arguments: 0..<6)
    func jets(seed: Int) throws {
        var generator = SplitMix(seed: 4242 + UInt64(seed))
        for _ in 0..<25 {
            let tree = Expression.randomSmooth(depth: 3, using: &generator)
            let point = [Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator)]
            let jets = MultivariateJet.variables(at: point, order: 4)
            let series = try CompiledExpression(tree, variables: ["x", "y"]).evaluate(at: jets, like: jets[0])
            for (i, j) in [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 3), (2, 2), (4, 0)] {
                let derivative = tree.differentiated(by: "x", order: i).differentiated(by: "y", order: j)
                let value = try CompiledExpression(derivative, variables: ["x", "y"]).evaluate(at: point)
                #expect(agree(value, series.derivative([i, j]), within: 1e-8), "\(i), \(j) of \(tree)")
            }
        }
    }

    @Test("Against five-point differences", arguments: 0..<4)
    func differences(seed: Int) throws {
        var generator = SplitMix(seed: 99 + UInt64(seed))
        let step = 1e-3
        for _ in 0..<40 {
            let tree = Expression.randomSmooth(depth: 3, using: &generator)
            let (x, y) = (Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
            func f(_ k: Double, _ h: Double) -> Double { tree.walk(["x": x + k * h, "y": y]) }
            func slope(_ h: Double) -> Double { (f(-2, h) - 8 * f(-1, h) + 8 * f(1, h) - f(2, h)) / (12 * h) }
            // The reference is used only where halving the step confirms it.
            let (coarse, fine) = (slope(step), slope(step / 2))
            guard agree(coarse, fine, within: 1e-7) else { continue }
            let value = tree.differentiated(by: "x").walk(["x": x, "y": y])
            #expect(agree(value, fine, within: 1e-6), "\(tree)")
        }
    }

    @Test("Fourth derivatives stay compact")
    func compact() throws {
        // Leibniz: at most five terms, each of few operations.
        let tree = try Expressions.Expression(parsing: "x^4*sin(10*x)").differentiated(by: "x", order: 4)
        #expect(tree.children.count == 5, "\(tree)")
        let layer = try Expressions.Expression(parsing: "exp(-400*(x - 0.37)^2)").differentiated(by: "x", order: 4)
        #expect(try CompiledExpression(layer, variables: ["x"]).operationCount < 40, "\(layer)")
        let nested = try Expressions.Expression(parsing: "sin(exp(cos(x)))").differentiated(by: "x", order: 4)
        #expect(try CompiledExpression(nested, variables: ["x"]).operationCount < 80, "\(nested)")
    }

    @Test("The slope of tanh keeps its digits where tanh is one")
    func tanhFarOut() throws {
        let slope = try Expressions.Expression(parsing: "tanh(x)").differentiated(by: "x")
        let compiled = try CompiledExpression(slope, variables: ["x"])
        for x in [0.3, 5, 20, 300] {
            let decay = Foundation.exp(-2 * x)
            let exact = 4 * decay / ((1 + decay) * (1 + decay))
            #expect(abs(compiled.evaluate(at: [x]) - exact) <= 1e-14 * exact)
        }
        #expect(compiled.evaluate(at: [800]) == 0)
    }
}
