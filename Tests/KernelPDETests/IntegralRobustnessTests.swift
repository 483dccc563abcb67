import KernelPDE
import Testing

/// Scales, stiffness, growth, singular coefficients: solved, or said not to be.
@Suite struct IntegralRobustnessTests {
    private func solve(
        _ equation: String, _ domain: (String, String) = ("0", "1"),
        _ conditions: [(on: String, equation: String)] = [(on: "boundary", equation: "u = manufactured")],
        exact: String? = nil
    ) throws -> OrdinarySolution {
        try IntegralSolver().solve(
            OrdinaryProblem(domain: domain, equation: equation, conditions: conditions, exact: exact))
    }

    /// The same problem in other units of x and u gives the same numbers.
    @Test(arguments: ["1e-100", "1e-6", "1e6", "1e50"]) func scaleOfTheSolution(scale: String) throws {
        let report = try solve("u_xx = -1e4*\(scale)*sin(100*x)", exact: "\(scale)*sin(100*x)").report
        #expect(report.relativeL2Error ?? 1 < 1e-11)
        #expect(report.converged)
        #expect(abs((report.frequencies["x"]?.first ?? 0) - 100) < 1e-6)
    }

    @Test(arguments: ["1e-9", "1e-3", "1e6"]) func scaleOfTheDomain(length: String) throws {
        let report = try solve(
            "u_xx = -(20/\(length))^2*sin(20*x/\(length))", ("0", length), exact: "sin(20*x/\(length))"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-12)
        #expect(report.pieces["x"] == 1)
    }

    @Test func zeroStaysZero() throws {
        let solution = try solve("u_xx - u = 0", exact: "0")
        #expect(solution.mean(at: [0.3]) == [0])
        #expect(solution.report.converged && solution.report.frequencies["x"] == [])
    }

    @Test(arguments: ["1e-4", "1e-6", "1e-8"]) func interiorLayer(epsilon: String) throws {
        let report = try solve(
            "\(epsilon)*u_xx + x*u_x = 0", ("-1", "1"),
            [(on: "x = min", equation: "u = -1"), (on: "x = max", equation: "u = 1")],
            exact: "erf(x/sqrt(2*\(epsilon)))"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-10)
        #expect(report.converged)
    }

    @Test func growingInitialValueProblem() throws {
        let report = try solve("u_x = 50*u", ("0", "1"), [(on: "x = 0", equation: "u = 1")], exact: "exp(50*x)").report
        #expect(report.relativeL2Error ?? 1 < 1e-12)
        #expect(report.converged)
    }

    @Test func stiffInitialValueProblem() throws {
        let report = try solve(
            "u_x = -1e5*(u - cos(x)) - sin(x)", ("0", "1"), [(on: "x = 0", equation: "u = 2")],
            exact: "cos(x) + exp(-1e5*x)"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-10)
        #expect(report.converged)
    }

    @Test func manyWavelengths() throws {
        let report = try solve(
            "u_xx + 1e6*u = 0", ("0", "1"),
            [(on: "x = 0", equation: "u = 0"), (on: "x = 1", equation: "u = sin(1000*x)")],
            exact: "sin(1000*x)"
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-11)
        #expect(abs((report.frequencies["x"]?.first ?? 0) - 1000) < 1e-5)
    }

    /// Leading coefficients that vanish at the ends: Legendre's equation, Bessel's equation.
    @Test func singularEndPoints() throws {
        let legendre = try solve(
            "(1 - x^2)*u_xx - 2*x*u_x + 6*u = 0", ("-1", "1"), [(on: "boundary", equation: "u = 1")],
            exact: "(3*x^2 - 1)/2")
        #expect(legendre.report.relativeL2Error ?? 1 < 1e-11)
        let bessel = try solve(
            "x*u_xx + u_x + x*u = 0", ("0", "1"),
            [(on: "x = 0", equation: "u_x = 0"), (on: "x = 1", equation: "u = 1")])
        // J0(1/2) / J0(1).
        #expect(abs(bessel.mean(at: [0.5])[0] - 0.93846980724081290 / 0.76519768655796655) < 1e-10)
    }

    @Test func nonlinearInterface() throws {
        let exact = "where(x < 0.5, x, 0.5 + (x - 0.5)/10)"
        let report = try solve(
            "d(where(x < 0.5, 1, 10)*u_x, x) - u^3 = -where(x < 0.5, x^3, (0.5 + (x - 0.5)/10)^3)", ("0", "1"),
            [(on: "boundary", equation: "u = \(exact)")], exact: exact
        ).report
        #expect(report.relativeL2Error ?? 1 < 1e-12)
        #expect(report.converged && report.pieces["x"] == 2)
    }

    @Test func manyKnownKinks() throws {
        let solution = try solve("u_xx = abs(sin(40*x))", ("0", "1"), [(on: "boundary", equation: "u = 0")])
        #expect(solution.report.grade == .accepted)
        #expect(solution.report.pieces["x"] == 13)
    }

    /// Two hundred thousand unknowns would be needed: the limit is said, with an estimate that is true.
    @Test func limitIsReported() throws {
        let report = try solve("u_xx = -4e8*sin(20000*x)", ("0", "2*pi"), exact: "sin(20000*x)").report
        #expect(report.grade == .notResolved && !report.converged)
        #expect(report.warnings.contains { $0.contains("limit") })
    }

    @Test func nearResonanceIsApproximate() throws {
        let report = try solve("u_xx + (pi^2 + 1e-8)*u = manufactured", exact: "x^2*exp(x)").report
        #expect(report.grade != .accepted)
        #expect(report.errorEstimate ?? 0 > 0.1 * (report.maximumError ?? 1))
    }

    @Test func jumpHiddenInASmoothFormula() throws {
        // atan(1e300 s) is pi/2 sign(s) for every number but s = 0.
        let solution = try solve("u_xx = atan(1e300*(x - 0.3))", ("0", "1"), [(on: "boundary", equation: "u = 0")])
        #expect(solution.report.pieces["x"] == 2)
        let half = Double.pi / 2
        let shape = { (x: Double) in half * (x < 0.3 ? -x * x / 2 : (x - 0.3) * (x - 0.3) / 2 - 0.3 * (x - 0.3) - 0.045)
        }
        #expect(abs(solution.mean(at: [0.7])[0] - (shape(0.7) - 0.7 * shape(1))) < 1e-12)
    }
}
