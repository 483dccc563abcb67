#if canImport(Glibc)
    import Glibc
#endif
import KernelPDE
import LinearAlgebra
import Testing

@Suite struct ChebyshevTests {
    @Test(arguments: [1, 4, 9, 16, 30, 100]) func transformsInvertEachOther(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let coefficients = (0..<count).map { _ in generator.normal() }
        let values = ChebyshevTransform.values(ofCoefficients: coefficients, count: count)
        let nodes = ChebyshevNodes.firstKind(count)
        let series = ChebyshevSeries(coefficients)
        for (t, value) in zip(nodes, values) { #expect(abs(series.value(at: t) - value) < 1e-12) }
        for (a, b) in zip(ChebyshevTransform.coefficients(ofValues: values), coefficients) {
            #expect(abs(a - b) < 1e-13)
        }
    }

    @Test func foldingIsExactAtTheNodes() {
        var generator = SeededGenerator(seed: 3)
        let series = ChebyshevSeries((0..<19).map { _ in generator.normal() })
        let values = ChebyshevTransform.values(ofCoefficients: series.coefficients, count: 10)
        for (t, value) in zip(ChebyshevNodes.firstKind(10), values) {
            #expect(abs(series.value(at: t) - value) < 1e-13)
        }
    }

    /// J against Gauss-Legendre quadrature, up to the constant it drops.
    @Test func integrationAgainstQuadrature() {
        var generator = SeededGenerator(seed: 4)
        let series = ChebyshevSeries((0..<12).map { _ in generator.normal() })
        let integral = series.integral
        #expect(integral.coefficients[0] == 0)
        let rule = GaussLegendre(count: 12)
        for t in [-0.9, -0.2, 0.3, 1.0] {
            var sum = 0.0
            for (node, weight) in zip(rule.nodes, rule.weights) {
                sum += weight * (t + 1) / 2 * series.value(at: -1 + (t + 1) * (node + 1) / 2)
            }
            #expect(abs(integral.value(at: t) - integral.value(at: -1) - sum) < 1e-14)
        }
        for (a, b) in zip(integral.derivative.coefficients, series.coefficients) { #expect(abs(a - b) < 1e-13) }
    }

    @Test func integrationColumnsAreIntegrals() {
        for power in 0...4 {
            for column in 0..<9 {
                var series = ChebyshevSeries.polynomial(column)
                for _ in 0..<power { series = series.integral }
                var dense = [Double](repeating: 0, count: column + power + 1)
                for (row, value) in IntegrationColumns.entries(power: power, column: column) { dense[row] += value }
                for (a, b) in zip(dense, series.coefficients) { #expect(abs(a - b) < 1e-16) }
            }
        }
    }

    @Test func productsMultiply() {
        let a = ChebyshevSeries([1, -2, 0.5])
        let b = ChebyshevSeries([0.3, 1, 4, -1])
        for t in [-1, -0.3, 0.7, 1] {
            #expect(abs(a.multiplied(by: b).value(at: t) - a.value(at: t) * b.value(at: t)) < 1e-14)
        }
        #expect(abs(b.endValues.left - b.value(at: -1)) < 1e-15 && abs(b.endValues.right - b.value(at: 1)) < 1e-15)
    }

    @Test func tailTellsSmoothFromRough() {
        let smooth = ChebyshevNodes.firstKind(64).map { exp($0) }
        let coefficients = ChebyshevTransform.coefficients(ofValues: smooth)
        let length = ChebyshevTail.resolvedLength(coefficients, tolerance: 1e-14)
        #expect(length ?? 64 < 20)
        for count in [16, 64, 256, 1024] {
            let step = ChebyshevNodes.firstKind(count).map { $0 < 0.123 ? 0.0 : 1.0 }
            let jump = ChebyshevTransform.coefficients(ofValues: step)
            for tolerance in [1e-14, 1e-10, 1e-8, 1e-4] {
                #expect(ChebyshevTail.resolvedLength(jump, tolerance: tolerance) == nil)
            }
        }
    }

    @Test func noisyTailIsCutAtThePlateau() {
        var generator = SeededGenerator(seed: 9)
        let coefficients = (0..<200).map { pow(0.5, Double($0)) + 1e-13 * generator.normal() }
        let length = ChebyshevTail.resolvedLength(coefficients, tolerance: 1e-14)
        #expect((35...60).contains(length ?? 0))
    }

    @Test func predictedLengthFollowsTheRate() {
        // 10^(-n/10): 1e-13 is reached at 130.
        let coefficients = (0..<60).map { pow(10, -Double($0) / 10) }
        let length = ChebyshevTail.predictedLength(coefficients, tolerance: 1e-13)
        #expect((130...160).contains(length))
    }

    @Test(arguments: [(8, 1, 1), (40, 3, 2), (60, 10, 14), (25, 24, 24)])
    func bandedEliminationAgainstDense(order: Int, lower: Int, upper: Int) throws {
        var generator = SeededGenerator(seed: UInt64(order))
        let width = lower + upper + 1
        let rows = (0..<(order * width)).map { _ in generator.normal() }
        let dense = Matrix(rowCount: order, columnCount: order) { i, j in
            let s = j - i + lower
            return s >= 0 && s < width ? rows[i * width + s] : 0
        }
        let right = Vector((0..<order).map { _ in generator.normal() })
        let factors = BandedElimination(order: order, lower: lower, upper: upper, rows: rows)
        let lu = try LU(of: dense)
        var x = right.array
        factors.solve(&x)
        for (a, b) in zip(x, lu.solve(right)) { #expect(abs(a - b) < 1e-10 * (1 + abs(b))) }
        var y = right.array
        factors.solveTransposed(&y)
        for (a, b) in zip(y, lu.solveTransposed(right)) { #expect(abs(a - b) < 1e-10 * (1 + abs(b))) }
        let exact = try LU(of: dense).solve(Matrix.identity(order)).oneNorm
        let estimate = factors.inverseNormEstimate()
        #expect(estimate <= 1.0001 * exact && estimate > exact / 10)
    }

    @Test func singularBandIsNoticed() {
        let factors = BandedElimination(order: 2, lower: 1, upper: 1, rows: [0, 0, 1, 0, 0, 1])
        #expect(factors.isSingular)
    }
}
