import KernelPDE
import Testing

@Suite struct IntegralSuiteTests {
    @Test(arguments: IntegralCase.all) func reachesItsError(item: IntegralCase) throws {
        let solution = try IntegralSolver().solve(item.problem())
        let report = solution.report
        let error = try #require(report.relativeL2Error)
        #expect(error <= item.error)
        #expect(report.converged)
        #expect(report.grade == .accepted)
        #expect(report.warnings.isEmpty)
        #expect(report.residual ?? 1 < 1e-6)
        #expect(report.bandKind != .none)
        // The stated error is not far below the true one.
        let estimate = try #require(report.errorEstimate)
        #expect(report.maximumError ?? 0 < 100 * max(estimate, 1e-15))
        if let expected = item.frequencies {
            let found = report.frequencies["x"] ?? []
            #expect(found.count == expected.count)
            for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-6 * b) }
        }
    }

    @Test func smoothProblemsStayInOnePiece() throws {
        for item in IntegralCase.all.prefix(9) {
            let report = try IntegralSolver().solve(item.problem()).report
            #expect(report.pieces["x"] == 1, "\(item.name)")
            #expect(report.degree["x"] ?? 0 < 1025, "\(item.name)")
        }
    }

    /// 1e-6 u'' = x u with u(-1) = u(1) = 1: values to 20 digits from Airy functions at 800 digits.
    @Test func turningPoint() throws {
        let problem = try OrdinaryProblem(
            domain: ("-1", "1"), equation: "1e-6*u_xx - x*u = 0", conditions: [(on: "boundary", equation: "u = 1")])
        let solution = try IntegralSolver().solve(problem)
        #expect(solution.report.converged)
        let points = [-0.9, -0.5, -0.1, 0, 0.05, 0.1, 0.99, -0.999]
        let truth = [
            -1.0148768879994856859, -0.91586034443437214513, 0.22766883140910292928, 2.0086067225122502623,
            0.00061296943809862680034, 6.2502520321779665973e-10, 0.000046668366127167017031, 0.42507656545887214826,
        ]
        for (value, exact) in zip(solution.mean(at: points), truth) { #expect(abs(value - exact) < 2e-11) }
    }

    @Test(arguments: [
        (
            3, "u_xxx + (1+x)*u_x + u = manufactured",
            ["x = 0|u = manufactured", "x = 0|u_x = manufactured", "x = 1|u = manufactured"]
        ),
        (4, "u_xxxx - u = manufactured", ["boundary|u = manufactured", "boundary|u_xx = manufactured"]),
        (1, "u_x + 2*x*u = manufactured", ["x = max|u = manufactured"]),
        (2, "u_xx + u_x + 3*u = manufactured", ["x = min|u = manufactured", "x = min|u_x = manufactured"]),
    ]) func everyOrder(order: Int, equation: String, conditions: [String]) throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: equation,
            conditions: conditions.map { text in
                let parts = text.split(separator: "|").map(String.init)
                return (on: parts[0], equation: parts[1])
            }, exact: "sin(9*x) + exp(x)")
        #expect(problem.order == order)
        let solution = try IntegralSolver().solve(problem)
        #expect(solution.report.relativeL2Error ?? 1 < 1e-12)
        #expect(solution.report.converged)
        let slope = solution.derivative(order: 1, at: [0.25])[0]
        #expect(abs(slope - 2.4814634571) > 1)
        #expect(abs(slope - (9 * -0.6281736227227390 + 1.2840254166877414)) < 1e-11)
    }

    @Test func periodicConditions() throws {
        for breaks in [[], ["0.5", "1", "2", "5"]] {
            let problem = try OrdinaryProblem(
                domain: ("0", "2*pi"), equation: "u_xx - (2 + cos(x))*u = manufactured",
                conditions: [(on: "periodic x", equation: "")], exact: "exp(sin(3*x))", breaks: breaks)
            let solution = try IntegralSolver().solve(problem)
            #expect(solution.report.relativeL2Error ?? 1 < 1e-12)
            #expect(solution.report.pieces["x"] == breaks.count + 1)
        }
    }

    /// EI jumps at 0.4: u, u', EI u'' and (EI u'')' are continuous, and the third derivative at the free end vanishes.
    @Test func beamOfTwoStiffnesses() throws {
        let problem = try OrdinaryProblem(
            domain: ("0", "1"), equation: "d(d(where(x < 0.4, 1, 3)*u_xx, x), x) = 24",
            conditions: [
                (on: "x = 0", equation: "u = 0"), (on: "x = 0", equation: "u_x = 0"),
                (on: "x = 1", equation: "u_xx = 0"), (on: "x = 1", equation: "u_xxx = 0"),
            ])
        let solution = try IntegralSolver().solve(problem)
        // The moment EI u'' = 12 (1 - x)^2 is known without solving; integrate it twice.
        let moment = { (x: Double) in 12 * (1 - x) * (1 - x) }
        let (below, above) = (0.4.nextDown, 0.4)
        #expect(abs(solution.derivative(order: 2, at: [below])[0] - moment(0.4)) < 1e-11)
        #expect(abs(solution.derivative(order: 2, at: [above])[0] - moment(0.4) / 3) < 1e-11)
        let first = { (x: Double) in 6 * x * x - 4 * x * x * x + x * x * x * x }
        let slope = { (x: Double) in 12 * x - 12 * x * x + 4 * x * x * x }
        let tip = first(0.4) + slope(0.4) * 0.6 + (first(1) - first(0.4) - slope(0.4) * 0.6) / 3
        #expect(abs(solution.mean(at: [1])[0] - tip) < 1e-12)
    }
}
