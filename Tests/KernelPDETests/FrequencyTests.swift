import KernelPDE
import Testing

@Suite struct FrequencyTests {
    private func frequencies(_ exact: String, _ domain: (String, String) = ("0", "1")) throws -> [Double] {
        let problem = try OrdinaryProblem(
            domain: domain, equation: "u_xx = manufactured",
            conditions: [(on: "boundary", equation: "u = manufactured")],
            exact: exact)
        return try IntegralSolver().solve(problem).report.frequencies["x"] ?? []
    }

    @Test func strongestInTheSolutionComesFirst() throws {
        // In u'' the order would be the other way round.
        let found = try frequencies("sin(8*x) + 0.1*cos(50*x)", ("0", "3"))
        #expect(found.count == 2)
        #expect(abs(found[0] - 8) < 1e-8 && abs(found[1] - 50) < 1e-8)
    }

    @Test func dampedToneKeepsItsFrequency() throws {
        let found = try frequencies("exp(-2*x)*sin(40*x)")
        #expect(found.count == 1)
        #expect(abs(found[0] - 40) < 1e-7)
    }

    @Test(arguments: ["exp(-80*x)", "x^3 - 2*x", "exp(-400*(x-0.37)^2)", "exp(-x^2)", "cosh(3*x)"])
    func noToneWhereThereIsNone(exact: String) throws {
        #expect(try frequencies(exact).isEmpty)
    }

    @Test func chirpHasPeaksInsideItsBand() throws {
        let found = try frequencies("sin(15*x^2)", ("0", "4"))
        #expect(!found.isEmpty)
        for omega in found { #expect(omega > 0 && omega < 125) }
    }
}
