import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Derivatives by Taylor series")
struct SeriesTests {
    @Test("The neural network kernel keeps the laws of derivatives", arguments: [1, 2])
    func neuralNetwork(dimension: Int) {
        var generator = SeededGenerator(seed: 630)
        let variances = (0..<dimension).map { 0.7 + 0.3 * Double($0) }
        expectNone(
            smoothLaws(
                NeuralNetwork(weightVariances: variances, biasVariance: 0.6), at: Sampling(dimension: dimension),
                highestOrder: dimension == 1 ? 2 : 1, using: &generator))
    }

    @Test("Gibbs' kernel keeps the laws of derivatives", arguments: [1, 2])
    func gibbs(dimension: Int) {
        var generator = SeededGenerator(seed: 631)
        let order = dimension == 1 ? 2 : 1
        expectNone(
            smoothLaws(
                Gibbs(logLengthscale: AffineMap(offset: 0.1, slopes: [Double](repeating: 0.3, count: dimension))),
                at: Sampling(dimension: dimension, farCoordinate: 300), highestOrder: order, using: &generator))
        expectNone(
            smoothLaws(
                Gibbs(logLengthscale: GibbsTests.basis(dimension)), at: Sampling(dimension: dimension),
                highestOrder: order, using: &generator))
    }

    @Test("With a constant lengthscale all derivatives are those of the squared exponential")
    func constant() throws {
        let gibbs = Gibbs(logLengthscale: AffineMap(offset: log(0.7), slopes: [0, 0]))
        let plain = SquaredExponential(lengthscales: 0.7)
        let (x, z) = (Matrix(rows: [[0.3, -1.2], [0.9, 0.4]]), Matrix(rows: [[0.3, -1.2], [0, 0.2], [1.5, 0.1]]))
        for (a, b) in [([2, 1], [1, 0]), ([0, 3], [2, 1]), ([0, 0], [1, 1])] as [([Int], [Int])] {
            let found = try gibbs.cross(x, derivative: MultiIndex(a), z, derivative: MultiIndex(b))
            let expected = try plain.cross(x, derivative: MultiIndex(a), z, derivative: MultiIndex(b))
            for i in 0..<2 {
                for j in 0..<3 { #expect(abs(found[i, j] - expected[i, j]) <= 1e-11 * expected.maximumMagnitude) }
            }
        }
    }

    @Test("Series of one variable are those of the functions")
    func functions() {
        let x = TaylorSeries(0.4, variable: 0, orders: [3])
        #expect(abs(x.exponential.topDerivative - exp(0.4)) <= 1e-15)
        #expect(abs(x.raised(to: -0.5).topDerivative + 1.875 * pow(0.4, -3.5)) <= 1e-12)
        // atan''' = (6x² - 2)/(1 + x²)³.
        #expect(abs(x.arcTangent.topDerivative - (6 * 0.16 - 2) / pow(1.16, 3)) <= 1e-14)
        #expect(x.arcTangent.value == atan(0.4))
        let (a, b) = (TaylorSeries(2, variable: 0, orders: [1, 2]), TaylorSeries(3, variable: 1, orders: [1, 2]))
        // ∂_a ∂_b² of a b³ - a is 6b.
        #expect((a * b * b * b - a).topDerivative == 18)
        #expect((a * b + 1).value == 7)
    }
}
