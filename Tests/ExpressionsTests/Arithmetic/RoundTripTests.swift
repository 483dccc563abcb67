import Expressions
import Testing

@Suite("Text and tree")
struct RoundTripTests {
    @Test("What is printed parses to the same tree", arguments: 0..<8)
    func roundTrip(seed: Int) throws {
        var generator = SplitMix(seed: UInt64(seed))
        for _ in 0..<250 {
            let tree = Expression.random(depth: 5, using: &generator)
            let text = tree.description
            let reread = try Expression(parsing: text)
            #expect(reread == tree, "\(text)")
            #expect(reread.description == text)
        }
    }

    @Test(
        "Printing keeps brackets that matter and no others",
        arguments: [
            "(a + b)*c", "a - (b - c)", "a/(b*c)", "a/b*c", "(-x)^2", "-x^2", "x^-2", "x^y^z", "(x^y)^z",
            "2*-3", "-(a + b)", "-a*b", "where(x < 1/3, 1, 10)", "d(where(x < 1/3, 1, 10)*u_x, x)", "min(min(a, b), c)",
            "1e-30*x", "1e+30", "0.1", "-(2)", "(-2)^2", "pi*e", "x^(-y)^2", "a^(b + c)",
        ])
    func canonicalText(text: String) throws {
        #expect(try Expression(parsing: text).description == text)
    }

    @Test("Superfluous brackets, blanks and plus signs go")
    func normalization() throws {
        #expect(try Expression(parsing: "  ((x)) *\t( (y) )\n").description == "x*y")
        #expect(try Expression(parsing: "+x + (+y)").description == "x + y")
        #expect(try Expression(parsing: "min(a, b, c)").description == "min(min(a, b), c)")
    }
}
