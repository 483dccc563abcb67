import KernelPDE
import LinearAlgebra
import Testing

@Suite struct BoxBasisTests {
    private let dirichlet = [EndCondition.value(0, at: .lower), .value(0, at: .upper)]

    private func axis(_ conditions: [EndCondition], size: Int = 40, upper: Double = 3) throws -> BoxAxis {
        BoxAxis(
            variable: try DomainVariable("x", from: 1, through: upper), order: conditions.count, size: size,
            conditions: conditions)
    }

    @Test func greensOperatorOfDirichletIsSymmetricWithTheKnownSpectrum() throws {
        let axis = try axis(dirichlet)
        let lowest = axis.truncated[0]
        #expect(axis.isSymmetric)
        #expect((lowest - lowest.transposed).maximumMagnitude < 1e-15)
        #expect(axis.truncated[2] == Matrix.identity(40))
        // u'' = lambda u on [1, 3] has lambda_k = -(k pi / 2)^2; T_0 holds the reciprocals.
        let values = try SymmetricEigen(of: lowest).values
        for k in 1...12 {
            let expected = -4 / (Double(k * k) * Double.pi * Double.pi)
            #expect(abs(values[k - 1] - expected) < 1e-15)
        }
    }

    @Test(arguments: [0, 1, 2, 3]) func functionsMeetTheirConditions(kind: Int) throws {
        let kinds: [[EndCondition]] = [
            dirichlet,
            [.value(0, at: .lower, derivative: 1), .value(0, at: .upper, derivative: 1)],
            [
                EndCondition([.init(.lower, derivative: 0, weight: 2), .init(.lower, derivative: 1)], equals: 0),
                .value(0, at: .upper, derivative: 1),
            ],
            [.value(0, at: .lower), .value(0, at: .lower, derivative: 1)],
        ]
        let axis = try axis(kinds[kind])
        for condition in kinds[kind] {
            var sum = Matrix(rowCount: 1, columnCount: 40)
            for term in condition.terms {
                let series = axis.series[term.derivative]
                let place = term.end == .lower ? 1.0 : 3.0
                sum.add(axis.legendre(at: [place], count: series.rowCount) * series, scaledBy: term.weight)
            }
            #expect(sum.maximumMagnitude < 1e-13)
        }
    }

    @Test func derivativesAreDerivativesOfOneAnother() throws {
        let axis = try axis([.value(0, at: .lower), .value(0, at: .upper, derivative: 1)], size: 12)
        let step = 1e-5
        for k in 0..<2 {
            let (series, next) = (axis.series[k], axis.series[k + 1])
            for x in [1.2, 1.9, 2.7] {
                let above = axis.legendre(at: [x + step], count: series.rowCount) * series
                let below = axis.legendre(at: [x - step], count: series.rowCount) * series
                let slope = axis.legendre(at: [x], count: next.rowCount) * next
                #expect(((above - below) / (2 * step) - slope).maximumMagnitude < 1e-7)
            }
        }
    }

    @Test func freeConstantTakesAPlaceOfItsOwn() throws {
        for conditions in [
            [EndCondition.value(0, at: .lower, derivative: 1), .value(0, at: .upper, derivative: 1)],
            EndCondition.periodic(order: 2),
        ] {
            let axis = try axis(conditions)
            #expect(axis.isSymmetric)
            #expect(axis.truncated[2].diagonal.filter { $0 == 0 }.count == 1)
            #expect((axis.truncated[0] - axis.truncated[0].transposed).maximumMagnitude < 1e-15)
        }
    }

    @Test func minimalResidualAgreesWithElimination() throws {
        var generator = SeededGenerator(seed: 7)
        let n = 60
        let matrix = Matrix(rowCount: n, columnCount: n) { i, j in
            (i == j ? 3 : 0) + 0.2 * generator.normal()
        }
        let b = Vector((0..<n).map { _ in generator.normal() })
        let oracle = try LU(of: matrix).solve(b)
        for restart in [12, 80] {
            let found = generalizedMinimalResidual(
                b, relativeTolerance: 1e-12, restart: restart, maximumIterations: 600
            ) { matrix * $0 }
            #expect(found.converged)
            #expect(found.relativeResidual <= 1e-12)
            #expect((found.solution - oracle).norm < 1e-9 * oracle.norm)
        }
        let stopped = generalizedMinimalResidual(b, relativeTolerance: 1e-12, maximumIterations: 3) { matrix * $0 }
        #expect(!stopped.converged && stopped.iterations == 3)
    }
}
