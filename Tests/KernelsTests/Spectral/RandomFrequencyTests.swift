import Foundation
import Kernels
import LinearAlgebra
import Testing

@Suite("Random frequencies") struct RandomFrequencyTests {
    static let kernels: [any FrequencySampling] = [
        1.4 * SquaredExponential(lengthscales: .perCoordinate([0.5, 1.3])), Matern12(lengthscales: 0.8),
        Matern32(lengthscales: .perCoordinate([0.6, 2])), Matern52(lengthscales: 0.7), Matern(nu: 0.8),
        RationalQuadratic(lengthscales: 0.9, alpha: 0.7), 0.5 * SquaredExponential() + 2 * Matern32(lengthscales: 0.3),
        SquaredExponential(lengthscales: 0.5) * Matern52(lengthscales: 1.1),
        SquaredExponential(lengthscales: 0.4).on(columns: [1]),
    ]

    @Test("The mean cosine of random frequencies is the kernel", arguments: kernels.indices) func bochner(index: Int) {
        let kernel = Self.kernels[index]
        var generator = SeededGenerator(seed: 11)
        let count = 40_000
        let frequencies = (0..<count).map { _ in kernel.randomFrequency(dimension: 2, using: &generator) }
        for lag in [[0.0, 0], [0.3, 0], [0, 0.5], [0.4, -0.7]] {
            let mean =
                frequencies.reduce(0) { sum, f in
                    sum + cos(2 * Double.pi * (f[0] * lag[0] + f[1] * lag[1]))
                } / Double(count)
            // The standard deviation of a cosine is below 0.71.
            let tolerance = 4 * 0.71 / Double(count).squareRoot() * kernel.totalVariance
            #expect(abs(kernel.totalVariance * mean - kernel(lag, [0, 0])) < tolerance)
        }
    }
}
