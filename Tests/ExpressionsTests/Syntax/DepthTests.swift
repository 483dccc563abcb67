import Expressions
import Testing

@Suite("Deep and huge texts end in an error or a value, never in a crash")
struct DepthTests {
    @Test(
        "A hundred thousand levels are refused",
        arguments: ["(", "-", "sin(", "2^", "min(1, ", "where(1 < ", "d(", "+"])
    func tooDeep(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        let error = #expect(throws: SyntaxError.self) { try Expression(parsing: text) }
        #expect(error?.problem == "more than 200 levels of nesting")
    }

    @Test("The same for kernels", arguments: ["(", "[", "f(", "-", "f(a="])
    func tooDeepKernel(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        let error = #expect(throws: SyntaxError.self) { try KernelExpression(parsing: text) }
        #expect(error?.problem == "more than 200 levels of nesting")
    }

    @Test("A hundred and ninety levels work through every algorithm")
    func deepEnough() throws {
        let text = String(repeating: "sin(", count: 190) + "x" + String(repeating: ")", count: 190)
        let tree = try Expression(parsing: text)
        #expect(try Expression(parsing: tree.description) == tree)
        let slope = try CompiledExpression(tree.differentiated(by: "x"), variables: ["x"]).evaluate(0)
        #expect(slope == 1)
        #expect(tree.expanded() == tree)
    }

    @Test("A long product and a long sum of powers stay linear")
    func wide() throws {
        let text = (0..<20_000).map { "x^\($0 % 5)/\($0 + 1)" }.joined(separator: " - ")
        let tree = try Expression(parsing: text)
        let oracle = tree.walk(["x": 0.5])
        #expect(agree(try CompiledExpression(tree, variables: ["x"]).evaluate(0.5), oracle, within: 1e-13))
        #expect(tree.simplified().children.count == 5)
        #expect(tree.polynomialCoefficients(in: "x")?.count == 5)
    }
}
