import Expressions
import Testing

@Suite struct RegionTests {
    private func comparison(_ text: String) throws -> Region { .comparison(try Comparison(parsing: text)) }

    @Test func andBindsStrongerThanOr() throws {
        let expected = Region.union([
            try comparison("x < 1"), .intersection([try comparison("y > 0"), try comparison("x > 2")]),
        ])
        #expect(try Region(parsing: "x < 1 or y > 0 and x > 2") == expected)
        #expect(try Region(parsing: "(x < 1) or (y > 0 and x > 2)") == expected)
    }

    @Test func parenthesesOpenFormulasAndRegions() throws {
        #expect(try Region(parsing: "(x - 1)^2 + y^2 < 1") == (try comparison("(x - 1)^2 + y^2 < 1")))
        #expect(
            try Region(parsing: "not ((x > 0) and y < 0)")
                == .complement(.intersection([try comparison("x > 0"), try comparison("y < 0")])))
    }

    @Test func chainsHoldTogether() throws {
        #expect(
            try Region(parsing: "0.2 < x^2 < 1")
                == .intersection([try comparison("0.2 < x^2"), try comparison("x^2 < 1")]))
    }

    @Test(arguments: ["x + 1", "x < 1 and", "x < 1 y < 2", "(x < 1", "not", "x < 1 or or y < 1", ""])
    func mistakesAreNamed(_ text: String) {
        #expect(throws: SyntaxError.self) { try Region(parsing: text) }
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "not ", count: 5000) + "x < 1"
        #expect(throws: SyntaxError.self) { try Region(parsing: deep) }
    }
}
