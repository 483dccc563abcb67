import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Derivative blocks")
struct DerivativeTests {
    @Test("Radial kernels keep the laws of derivatives", arguments: [1, 2, 3])
    func radial(dimension: Int) {
        var generator = SeededGenerator(seed: 11)
        let sampling = Sampling(dimension: dimension)
        let order = dimension > 2 ? 1 : 2
        let kernels: [any SmoothKernel] = [
            SquaredExponential(lengthscales: 1.2), Matern32(lengthscales: 1.2), Matern52(lengthscales: 1.2),
            Matern(nu: 3.5, lengthscales: 1.2), Matern(nu: 2.2, lengthscales: 1.2),
            RationalQuadratic(lengthscales: 1.2, alpha: 0.8),
        ]
        for kernel in kernels {
            let found = smoothLaws(kernel, at: sampling, highestOrder: order, using: &generator)
            expectNone(found)
        }
        let lengthscales = Lengthscales.perCoordinate([0.9, 1.5, 2.0].prefix(dimension).map { $0 })
        expectNone(
            smoothLaws(
                SquaredExponential(lengthscales: lengthscales), at: sampling, highestOrder: order, using: &generator))
        expectNone(
            smoothLaws(Matern52(lengthscales: lengthscales), at: sampling, highestOrder: order, using: &generator))
    }

    @Test("Fourth order per argument in one dimension")
    func fourthOrder() {
        var generator = SeededGenerator(seed: 12)
        expectNone(smoothLaws(SquaredExponential(lengthscales: 1.5), highestOrder: 4, using: &generator))
        expectNone(smoothLaws(Matern(nu: 4.5, lengthscales: 2), highestOrder: 4, using: &generator))
    }

    @Test("Compositions keep the laws of derivatives")
    func compositions() {
        var generator = SeededGenerator(seed: 13)
        let sampling = Sampling(dimension: 2)
        let a = SquaredExponential(lengthscales: 1.1)
        let b = Linear(variances: [0.5, 0.8])
        let c = Matern52(lengthscales: 1.7)
        expectNone(smoothLaws(0.7 * a + c, at: sampling, using: &generator))
        expectNone(smoothLaws(a * b, at: sampling, using: &generator))
        expectNone(
            smoothLaws(
                CoordinateProduct([Matern52(lengthscales: 0.9), Matern52(lengthscales: 1.4)]), at: sampling,
                using: &generator))
        expectNone(
            smoothLaws(
                c.mapped(by: Rescaling(lengthscales: .perCoordinate([0.8, 1.6]))), at: sampling, using: &generator))
        expectNone(
            smoothLaws(
                a.on(columns: [0, 2]) * c.on(columns: [1]), at: Sampling(dimension: 3), highestOrder: 1,
                using: &generator))
        expectNone(tensorLaws(Matern52(lengthscales: 0.9), Matern52(lengthscales: 1.4), using: &generator))
    }

    @Test("Mixed derivatives in two dimensions against 20 digits")
    func literals() throws {
        let x = Matrix(rows: [[0.3, -1.2]])
        let z = Matrix(rows: [[0.9, 0.4]])
        let cases: [(any SmoothKernel, Double, Double)] = [
            (SquaredExponential(lengthscales: literalLengthscales), -0.95821036072838934251, -0.1840525067194116024),
            (Matern(nu: 3.5, lengthscales: literalLengthscales), -1.3543871669105446674, -0.17903439885809446573),
            (
                RationalQuadratic(lengthscales: literalLengthscales, alpha: 1.3), -0.97941423088086457232,
                -0.13436577617723150198
            ),
        ]
        for (kernel, first, second) in cases {
            let a = try kernel.cross(x, derivative: [2, 0], z, derivative: [1, 1])[0, 0]
            let b = try kernel.cross(x, derivative: [1, 1], z, derivative: [0, 2])[0, 0]
            #expect(abs(a - first) <= 4e-15 * abs(first) + 4e-15)
            #expect(abs(b - second) <= 4e-15 * abs(second) + 4e-15)
        }
    }

    @Test("Tiled derivative blocks equal single entries, and their pullback differences of them")
    func drivers() throws {
        var generator = SeededGenerator(seed: 14)
        let x = Matrix(rowCount: 70, columnCount: 1) { _, _ in Double.random(in: -2...2, using: &generator) }
        let z = Matrix(rowCount: 40, columnCount: 1) { _, _ in Double.random(in: -2...2, using: &generator) }
        let a = Matrix(rowCount: 70, columnCount: 40) { _, _ in Double.random(in: -1...1, using: &generator) }
        let kernel = 1.3 * Matern52(lengthscales: 0.8)
        let block = try kernel.cross(x, derivative: [2], z, derivative: [1])
        for (i, j) in [(0, 0), (31, 5), (32, 39), (69, 33)] {
            let single = try kernel.cross(x.rows([i]), derivative: [2], z.rows([j]), derivative: [1])[0, 0]
            #expect(abs(block[i, j] - single) <= 1e-13 * (1 + abs(single)))
        }
        func objective(_ values: [Double]) throws -> Double {
            var moved = kernel
            try moved.setParameterValues(values)
            let block = try moved.cross(x, derivative: [2], z, derivative: [1])
            return (0..<70).reduce(0) { sum, i in (0..<40).reduce(sum) { $0 + a[i, $1] * block[i, $1] } }
        }
        let gradient = try kernel.crossPullback(x, derivative: [2], z, derivative: [1], adjoint: a)
        for p in 0..<2 {
            var (up, down) = (kernel.parameterValues, kernel.parameterValues)
            up[p] += 1e-5
            down[p] -= 1e-5
            let difference = (try objective(up) - objective(down)) / 2e-5
            #expect(abs(gradient[p] - difference) <= 1e-7 * (1 + abs(difference)))
        }
    }

    @Test("Errors name what is wrong")
    func errors() {
        let x = Matrix(rows: [[0.0], [1.0]])
        #expect(throws: KernelError.derivativeDimension(index: 2, inputDimension: 1)) {
            try SquaredExponential().cross(x, derivative: [0, 1], x, derivative: [0])
        }
        #expect(throws: KernelError.derivativeOrder(kernel: "Matern32", derivative: "(2)", allowed: 1)) {
            try Matern32().cross(x, derivative: [2], x, derivative: [0])
        }
    }
}
