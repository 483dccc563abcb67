import Expressions
import Testing

@Suite("Compiled programs")
struct EvaluationTests {
    @Test("Scalar = walk over the tree, bulk = scalar", arguments: 0..<6)
    func agreement(seed: Int) throws {
        var generator = SplitMix(seed: 1000 + UInt64(seed))
        let count = 600  // two full blocks and a part
        let columns = (0..<3).map { _ in (0..<count).map { _ in Double.random(in: -2...2, using: &generator) } }
        for _ in 0..<40 {
            let tree = Expression.random(depth: 4, using: &generator)
            let compiled = try CompiledExpression(tree, variables: ["x", "y", "u_x"])
            let bulk = compiled.evaluate(columns: columns)
            for i in stride(from: 0, to: count, by: 37) {
                let (x, y, z) = (columns[0][i], columns[1][i], columns[2][i])
                let scalar = compiled.evaluate(x, y, z)
                #expect(agree(bulk[i], scalar, within: 0), "\(tree)")
                #expect(agree(scalar, tree.walk(["x": x, "y": y, "u_x": z]), within: 1e-9), "\(tree)")
            }
        }
    }

    @Test("Equal subexpressions are computed once, constants before")
    func sharing() throws {
        let twice = try Expression(parsing: "sin(x*y) + sin(x*y)^2 + (x*y)*2*pi/3")
        // x, y, x*y, sin, square, sum, 2, product, pi, product, 3, quotient, sum
        #expect(try CompiledExpression(twice, variables: ["x", "y"]).operationCount == 13)
        let constant = try Expression(parsing: "sin(1 + 2*3)^2")
        #expect(try CompiledExpression(constant, variables: ["x"]).operationCount == 1)
    }

    @Test("Parameters have values, other names are an error with a near miss")
    func names() throws {
        let tree = try Expression(parsing: "beta*x")
        #expect(try CompiledExpression(tree, variables: ["x"], parameters: ["beta": 200]).evaluate(2) == 400)
        let error = #expect(throws: NameError.self) {
            try CompiledExpression(tree, variables: ["x"], parameters: ["betta": 1])
        }
        #expect(
            error?.description
                == "unknown name 'beta' in the formula: known names are x, betta; did you mean 'betta'?")
    }

    @Test("Constants: bounds, parameters, and why a text is none")
    func constants() throws {
        #expect(try Double(evaluating: "2*pi") == 2 * Double.pi)
        #expect(try Double(evaluating: "L/2", parameters: ["L": 3]) == 1.5)
        let name = #expect(throws: ConstantError.self) { try Double(evaluating: "2*x") }
        #expect(name?.description == "unknown name 'x' in the constant '2*x': no names may be used here")
        let infinite = #expect(throws: ConstantError.self) { try Double(evaluating: "1/0") }
        #expect(infinite?.description == "'1/0' is inf, not a finite number")
        let syntax = #expect(throws: ConstantError.self) { try Double(evaluating: "2*") }
        #expect(syntax?.description.contains("line 1, column 3") == true)
    }

    @Test("d(...) without unknowns is carried out")
    func derivative() throws {
        let tree = try Expression(parsing: "d(x^3*y, x)")
        #expect(try CompiledExpression(tree, variables: ["x", "y"]).evaluate(2, 5) == 60)
    }

    @Test("No points, no values; the target may be a column")
    func edges() throws {
        let square = try CompiledExpression(Expression(parsing: "x^2"), variables: ["x"])
        #expect(square.evaluate(columns: [[]]) == [])
        var values = (0..<1000).map(Double.init)
        values.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            square.evaluate(columns: [UnsafePointer(base)], count: 1000, into: base)
        }
        #expect(values == (0..<1000).map { Double($0 * $0) })
    }
}
