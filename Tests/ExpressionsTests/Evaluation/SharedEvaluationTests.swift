import Expressions
import Testing

@Suite("Several formulas at once")
struct SharedEvaluationTests {
    @Test("The same values as one by one, with fewer operations", arguments: 0..<4)
    func shared(seed: Int) throws {
        var generator = SplitMix(seed: 321 + UInt64(seed))
        let tree = Expression.randomSmooth(depth: 4, using: &generator)
        let formulas = [tree] + ["x", "y"].map { tree.differentiated(by: $0) } + [.name("x"), 3, .name("x")]
        let names = ["x", "y"]
        let together = try CompiledExpressions(formulas, variables: names)
        let singly = try formulas.map { try CompiledExpression($0, variables: names) }
        #expect(together.count == formulas.count)
        #expect(together.operationCount < singly.map(\.operationCount).reduce(0, +))
        let count = 300
        let columns = names.map { _ in (0..<count).map { _ in Double.random(in: -1...1, using: &generator) } }
        let flat = columns.flatMap { $0 }
        var values = [Double](repeating: .nan, count: count * formulas.count)
        flat.withUnsafeBufferPointer { source in
            values.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                together.evaluate(
                    columns: [from, from + count], count: count, into: formulas.indices.map { to + $0 * count })
            }
        }
        for i in 0..<count {
            let point = columns.map { $0[i] }
            let scalar = together.evaluate(at: point)
            for (k, single) in singly.enumerated() {
                #expect(agree(values[k * count + i], single.evaluate(at: point), within: 0))
                #expect(agree(scalar[k], single.evaluate(at: point), within: 0))
            }
        }
    }

    @Test("On series, too")
    func series() throws {
        let formulas = try ["x^2", "2", "sin(x)"].map { try Expression(parsing: $0) }
        let jet = Jet(variable: 3, order: 2)
        let values = try CompiledExpressions(formulas, variables: ["x"]).evaluate(at: [jet], like: jet)
        #expect(values[0].coefficients == [9, 6, 1])
        #expect(values[1].coefficients == [2, 0, 0])
        #expect(values[2] == jet.applying(.sin))
    }

    @Test("Which names a variable may have")
    func names() {
        #expect(Expression.isValidName("x") && Expression.isValidName("d") && Expression.isValidName("theta_1"))
        for name in ["pi", "e", "sin", "where", "min", "2x", "x y", "", "x-1", "(x)y"] {
            #expect(!Expression.isValidName(name), "\(name)")
        }
        #expect(Expression.isReserved("sin") && !Expression.isReserved("d") && !Expression.isReserved("x"))
    }
}
