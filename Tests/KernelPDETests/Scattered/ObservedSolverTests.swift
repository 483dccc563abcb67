import KernelPDE
import LinearAlgebra
import Testing

@Suite struct ObservedSolverTests {
    /// Mean coverage of nominal 95 % bands over random problems; the wide limits suit the small number of problems.
    @Test(arguments: [RandomObservedProblems.Class.oscillator, .source])
    func bandsInOneVariableCover(_ kind: RandomObservedProblems.Class) throws {
        var problems = RandomObservedProblems(seed: 11)
        var covered = 0.0
        let count = 60
        for _ in 0..<count { covered += try problems.next(kind).problem().solve().report.coverage95 ?? 0 }
        #expect(covered / Double(count) > 0.88)
        #expect(covered / Double(count) <= 1)
    }

    @Test func bandsInTwoVariablesCover() throws {
        var problems = RandomObservedProblems(seed: 12)
        var covered = 0.0
        for _ in 0..<12 { covered += try problems.next(.laplace).problem().solve().report.coverage95 ?? 0 }
        #expect(covered / 12 > 0.8)
    }

    @Test func moreMeasurementsNarrowTheBand() throws {
        func width(_ count: Int) throws -> Double {
            var generator = SeededGenerator(seed: 3)
            let points = Matrix(rows: (0..<count).map { _ in [generator.uniform(from: 0, to: 1)] })
            let values = Vector((0..<count).map { 1 + 2 * points[$0, 0] + 0.1 * generator.normal() })
            let statement = PDEStatement(
                variables: [.init("x", "0", "1")], equations: ["u_xx = 0"],
                observations: PointObservations(
                    points: points, series: [.init("u", values)],
                    standardDeviation: Vector(count: count, repeating: 0.1)))
            return try statement.problem().solve().standardDeviation(at: Matrix(rows: [[0.5]]))[0]
        }
        let (few, many) = (try width(10), try width(160))
        // A straight line through n points: σ/√n in the middle, times the widening by the points' mean.
        #expect(abs(many / (0.1 / Double(160).squareRoot()) - 1) < 0.15)
        #expect(few > 3 * many)
    }

    @Test func whereNothingIsKnownTheBandIsWide() throws {
        // Values on the left half only: on the right a harmonic function is free.
        var generator = SeededGenerator(seed: 4)
        let points = Matrix(
            rows: (0..<30).map { _ in
                [generator.uniform(from: -1, to: -0.5), generator.uniform(from: -1, to: 1)]
            })
        let values = Vector((0..<30).map { points[$0, 0] * points[$0, 1] + 0.02 * generator.normal() })
        let statement = PDEStatement(
            variables: [.init("x", "-1", "1"), .init("y", "-1", "1")], equations: ["u_xx + u_yy = 0"],
            exact: ["u": "x*y"], observations: PointObservations(points: points, series: [.init("u", values)]))
        let solution = try statement.problem().solve()
        let widths = solution.standardDeviation(at: Matrix(rows: [[-0.75, 0], [0.9, 0.9]]))
        #expect(widths[1] > 10 * widths[0])
        #expect(solution.report.bandKind == .posterior)
        #expect(solution.report.residual < 1e-8)
    }

    @Test func completeConditionsLeaveNothingToMeasure() throws {
        let statement = PDEStatement(
            variables: [.init("x", "0", "1")], equations: ["u_xx = -2"],
            conditions: [StatedCondition(on: "boundary", "u = 0")], exact: ["u": "x*(1 - x)"],
            observations: PointObservations(
                points: Matrix(rows: [[0.3], [0.6]]), series: [.init("u", Vector([0.2, 0.25]))]))
        let report = try statement.problem().solve().report
        #expect(report.relativeL2Error ?? 1 < 1e-10)
        #expect(report.warnings.contains { $0.contains("change nothing") })
    }

    @Test func nonlinearEquationsAreLinearisedAroundTheMean() throws {
        var generator = SeededGenerator(seed: 6)
        let points = Matrix(rows: (0..<30).map { _ in [generator.uniform(from: 0, to: 1)] })
        let exact = try CompiledFormula("1/(1 + x)", ["x"])
        let values = exact.values(points) + generator.normals(30) * 0.01
        // u = 1/(1 + x) solves u'' = 2 u^3.
        let statement = PDEStatement(
            variables: [.init("x", "0", "1")], equations: ["u_xx = 2*u^3"], exact: ["u": "1/(1 + x)"],
            observations: PointObservations(points: points, series: [.init("u", values)]))
        let report = try statement.problem().solve().report
        #expect(report.relativeL2Error ?? 1 < 0.02)
        #expect(report.residual < 1e-6)
    }
}
