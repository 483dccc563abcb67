import KernelPDE
import LinearAlgebra
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Unknown fields: a source, which is linear in the data, and a diffusion coefficient, which is not.
@Suite struct FieldTests {
    static func source(noise: Double, isNoiseGiven: Bool) -> PDEStatement {
        var generator = SeededGenerator(seed: 12)
        let xs = Vector((0..<40).map { (Double($0) + 0.5) / 40 })
        let values = xs.mapped { sin(5 * $0) * $0 * (1 - $0) + noise * generator.normal() }
        return PDEStatement(
            variables: [.init("x", "0", "1")], equations: ["u_xx = f"], conditions: [.init(on: "boundary", "u = 0")],
            exact: [
                "u": "sin(5*x)*x*(1-x)", "f": "-25*sin(5*x)*x*(1-x) + 10*cos(5*x)*(1-2*x) - 2*sin(5*x)",
            ], unknowns: [.init("f", of: ["x"], from: -.infinity, through: .infinity)],
            observations: PointObservations(
                points: Matrix(column: xs), series: [.init("u", values)],
                standardDeviation: isNoiseGiven ? Vector(count: 40, repeating: noise) : nil))
    }

    @Test(arguments: [true, false]) func sourceFieldIsFound(isNoiseGiven: Bool) throws {
        let solution = try Self.source(noise: 0.001, isNoiseGiven: isNoiseGiven).problem().solve()
        #expect(solution.components.map(\.name) == ["u", "f"])
        let field = solution.components[1].solution
        #expect(try #require(field.report.relativeL2Error) < 0.06)
        #expect(try #require(field.report.coverage95) > 0.8)
        #expect(try #require(solution.report.relativeL2Error) < 0.01)
        if !isNoiseGiven {
            let noise = try #require(solution.report.parameters["u.noise"])
            #expect(abs(noise.mean - 0.001) < 4 * noise.standardDeviation)
        }
        // The equation ties the two posterior means: u'' = f.
        let points = Matrix(column: Vector.linearlySpaced(from: 0.1, through: 0.9, count: 9))
        let gap = solution.derivative(orders: [2], at: points) - field.mean(at: points)
        #expect(gap.maximumMagnitude < 1e-6 * field.mean(at: points).maximumMagnitude)
    }

    @Test func diffusionFieldIsFoundAndStaysPositive() throws {
        let truth = "exp(0.5*sin(4*x))"
        let xs = Vector((0..<40).map { (Double($0) + 0.5) / 40 })
        let points = Matrix(column: xs)
        let conditions = [StatedCondition(on: "boundary", "u = 0")]
        let exact = try PDEStatement(
            variables: [.init("x", "0", "1")], equations: ["-d(\(truth)*u_x, x) = 10"], conditions: conditions
        ).problem().solve()
        var generator = SeededGenerator(seed: 4)
        let values = exact.mean(at: points).mapped { $0 + 0.002 * generator.normal() }
        let solution = try PDEStatement(
            variables: [.init("x", "0", "1")], equations: ["-d(kappa*u_x, x) = 10"], conditions: conditions,
            exact: ["kappa": truth], unknowns: [.init("kappa", of: ["x"], from: 0, through: .infinity)],
            observations: PointObservations(points: points, series: [.init("u", values)])
        ).problem().solve()
        let field = solution.components[1].solution
        #expect(try #require(field.report.relativeL2Error) < 0.03)
        let places = Matrix(column: Vector.linearlySpaced(from: 0, through: 1, count: 21))
        #expect(field.mean(at: places).allSatisfy { $0 > 0 })
        #expect(field.standardDeviation(at: places).allSatisfy { $0 > 0 && $0 < 0.5 })
        let (above, below) = (field.mean(at: Matrix(column: [0.401]))[0], field.mean(at: Matrix(column: [0.399]))[0])
        let slope = field.derivative(orders: [1], at: Matrix(column: [0.4]))[0]
        #expect(abs(slope - (above - below) / 0.002) < 1e-4 * abs(slope))
        #expect(try #require(solution.report.parameters["kappa.lengthscale"]).mean > 0.1)
    }

    @Test func fewObservationsWarn() throws {
        let solution = try PDEStatement(
            variables: [.init("x", "0", "1")], equations: ["u_xx = f"], conditions: [.init(on: "boundary", "u = 0")],
            unknowns: [.init("f", of: ["x"], from: -100, through: 100)],
            observations: PointObservations(
                points: Matrix(column: [0.5]), series: [.init("u", [0.1])], standardDeviation: [10])
        ).problem().solve()
        #expect(solution.report.warnings.contains { $0.contains("hardly narrow") })
    }
}
