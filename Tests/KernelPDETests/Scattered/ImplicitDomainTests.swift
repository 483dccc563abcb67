import KernelPDE
import LinearAlgebra
import Testing

@Suite struct ImplicitDomainTests {
    private func domain(_ region: String) throws -> ImplicitDomain {
        try ImplicitDomain(
            variables: [DomainVariable("x", from: -1, through: 1), DomainVariable("y", from: -1, through: 1)],
            region: region)
    }

    private func contains(_ region: String, _ x: Double, _ y: Double) throws -> Bool {
        try domain(region).contains(Matrix(rows: [[x, y]]))[0]
    }

    @Test func membershipFollowsTheInequality() throws {
        #expect(try contains("x^2 + y^2 < 1", 0.5, 0.5))
        #expect(try !contains("x^2 + y^2 < 1", 0.9, 0.9))
        #expect(try !contains("not (x > 0 and y < 0)", 0.1, -0.1))
        #expect(try contains("not (x > 0 and y < 0)", -0.1, -0.1))
        #expect(try !contains("x < 2", 1.5, 0))
    }

    @Test(arguments: [(0.3, 0.2), (-0.7, 0.4), (0.1, -0.9), (-0.2, -0.3), (0.8, 0.8)])
    func maxMinAndAbsAreAndAndOr(_ x: Double, _ y: Double) throws {
        #expect(try contains("max(x, y) < 0.5", x, y) == (x < 0.5 && y < 0.5))
        #expect(try contains("min(x, y) < 0", x, y) == (x < 0 || y < 0))
        #expect(try contains("abs(x) + 0*y < 0.5", x, y) == (abs(x) < 0.5))
        #expect(try contains("0.5 > max(abs(x), abs(y))", x, y) == (abs(x) < 0.5 && abs(y) < 0.5))
        #expect(try contains("not (min(x, y) < 0)", x, y) == (x >= 0 && y >= 0))
        #expect(try contains("1 - abs(x) < y + 0.9", x, y) == (1 - abs(x) < y + 0.9))
    }

    @Test func textsThatAreNoRegionAreRefused() {
        #expect(throws: PDEError.self) { try domain("x^2 + y^2") }
        #expect(throws: PDEError.self) { try domain("x^2 + q < 1") }
    }
}
