import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Change points")
struct ChangePointTests {
    @Test("A change between smooth kernels keeps the laws of derivatives", arguments: [1, 2])
    func smoothLaws(dimension: Int) {
        var generator = SeededGenerator(seed: 540)
        let kernel = ChangePoint(
            SquaredExponential(lengthscales: 0.8), 1.4 * Periodic(period: 1.7), location: 0.3, steepness: 1.9,
            coordinate: dimension - 1)
        expectNone(KernelLaws.smoothLaws(kernel, at: Sampling(dimension: dimension), using: &generator))
    }

    @Test("Any kernels may change, and changes nest")
    func anyKernels() {
        var generator = SeededGenerator(seed: 541)
        let kernel = ChangePoint(Matern12(), Linear(variance: 0.5), location: -0.2, steepness: 3)
        expectNone(kernelLaws(kernel, at: Sampling(farCoordinate: 1e100), using: &generator))
        let nested = ChangePoint(kernel, Matern32(), location: 1, steepness: 5)
        expectNone(kernelLaws(nested, at: Sampling(dimension: 2, farCoordinate: 1e100), using: &generator))
    }

    @Test("Noise may change: its variance is g² times that of each side, and so are the gradients")
    func noise() throws {
        let kernel = ChangePoint(White(variance: 0.2), White(variance: 0.7), location: -0.2, steepness: 3)
        let x = Matrix(rows: [[-1], [-0.3], [0.1], [0.1], [2]])
        let gram = kernel.gram(x)
        let values = kernel.parameterValues
        let gradient = kernel.gramPullback(x) { tile, _, _ in tile.fill(repeating: 1) }
        for i in 0..<5 {
            let g = 1 / (1 + exp(-3 * (x[i, 0] + 0.2)))
            #expect(abs(gram[i, i] - (0.2 * (1 - g) * (1 - g) + 0.7 * g * g)) <= 1e-15)
            #expect(abs(gram[i, i] - kernel.diagonal(x)[i]) <= 1e-15)
            for j in 0..<i { #expect(gram[i, j] == 0) }
        }
        for p in values.indices {
            func total(_ step: Double) throws -> Double {
                var (copy, moved) = (kernel, values)
                moved[p] += step
                try copy.setParameterValues(moved)
                return copy.gram(x).diagonal.sum
            }
            let expected = try (total(1e-5) - total(-1e-5)) / 2e-5
            #expect(abs(gradient[p] - expected) <= 1e-8, "parameter \(p)")
        }
    }

    @Test("The formula restated, and both sides far away")
    func formula() {
        let (left, right) = (Matern32(lengthscales: 0.6), 2 * SquaredExponential())
        let kernel = ChangePoint(left, right, location: 0.4, steepness: 2.5)
        func g(_ x: Double) -> Double { 1 / (1 + exp(-2.5 * (x - 0.4))) }
        for (x, z) in [(0.1, 0.8), (-2, 0.3), (0.4, 0.4), (5, 4.1)] {
            let expected = (1 - g(x)) * left([x], [z]) * (1 - g(z)) + g(x) * right([x], [z]) * g(z)
            #expect(abs(kernel([x], [z]) - expected) <= 1e-15)
        }
        #expect(abs(kernel([-30], [-30.2]) - left([-30], [-30.2])) <= 1e-15)
        #expect(abs(kernel([30], [30.2]) - right([30], [30.2])) <= 1e-15)
        #expect(kernel([-40], [40]) <= 1e-40)
    }

    @Test("A coordinate that is not there is refused")
    func coordinate() {
        let kernel = ChangePoint(Matern32(), Matern12(), location: 0, coordinate: 2)
        #expect(throws: KernelError.self) { try kernel.validate(inputDimension: 2) }
    }
}
