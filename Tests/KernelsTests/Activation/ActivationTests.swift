import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Kernels of infinitely wide layers")
struct ActivationTests {
    static let arcCosines: [[Double]] = [
        [1, 0.47034440550722715556, 0.81884169145716044549, 0.98760987230123411747, 0.18930778510138668162],
        [
            3.6869999999999998732, 0.64306297316929504187, 4.6394842310298128159, 0.60000375681990244859,
            0.15733003174837898814,
        ],
        [
            40.781906999999997195, 2.1613916527222759978, 70.054743897534227353, 1.0805459972661008413,
            0.31489205475239469188,
        ],
    ]

    private func covariance(_ x: [Double], _ z: [Double]) -> Double { 0.6 + 0.7 * x[0] * z[0] + 2.1 * x[1] * z[1] }

    @Test("Arc-cosine kernels keep the laws", arguments: 0...2, [1, 2, 5])
    func arcCosineLaws(order: Int, dimension: Int) {
        var generator = SeededGenerator(seed: UInt64(400 + order))
        let far = order == 2 ? 1e70 : 1e150
        let sampling = Sampling(dimension: dimension, farCoordinate: far)
        let variances = (0..<dimension).map { 0.7 + 0.3 * Double($0) }
        expectNone(
            kernelLaws(
                ArcCosine(order: order, weightVariances: variances, biasVariance: 0.6), at: sampling, using: &generator)
        )
        expectNone(
            kernelLaws(ArcCosine(order: order, weightVariance: 0.8), at: sampling, using: &generator))
    }

    @Test("The neural network kernel keeps the laws", arguments: [1, 2, 5])
    func arcsineLaws(dimension: Int) {
        var generator = SeededGenerator(seed: 410)
        let variances = (0..<dimension).map { 0.7 + 0.3 * Double($0) }
        let sampling = Sampling(dimension: dimension)
        expectNone(
            kernelLaws(NeuralNetwork(weightVariances: variances, biasVariance: 0.6), at: sampling, using: &generator))
        expectNone(kernelLaws(NeuralNetwork(weightVariance: 0.8), at: sampling, using: &generator))
    }

    @Test("Values against 20 digits and a restated formula")
    func values() {
        for order in 0...2 {
            let kernel = ArcCosine(order: order, weightVariances: [0.7, 2.1], biasVariance: 0.6)
            expectValues(kernel, Self.arcCosines[order]) { x, z in
                // Twice the expectation of max(0, a)^n max(0, b)^n, by its angular integral: with r the radius in the
                // plane of a and b, E r^(2n) = 2^n n! and the rest is an integral over directions.
                let (a, b) = (sqrt(covariance(x, x)), sqrt(covariance(z, z)))
                let theta = acos(Swift.min(covariance(x, z) / (a * b), 1))
                let factorial = order == 2 ? 8.0 : order == 1 ? 2 : 1
                let angular = GaussLegendre(count: 40, from: theta - .pi / 2, to: .pi / 2).integrate { phi in
                    pow(cos(phi) * cos(phi - theta), Double(order))
                }
                return pow(a * b, Double(order)) * factorial * angular / .pi
            }
        }
        expectValues(
            NeuralNetwork(weightVariances: [0.7, 2.1], biasVariance: 0.6),
            [
                0.6856971225962399618, -0.048188908942205008524, 0.54671428876339648301, 0.36711465062081347043,
                -0.56284723981976607398,
            ]
        ) { x, z in
            2 / .pi * asin(2 * covariance(x, z) / sqrt((1 + 2 * covariance(x, x)) * (1 + 2 * covariance(z, z))))
        }
    }

    @Test("Close points keep all digits, where the arc-cosine of the correlation loses half of them")
    func closePoints() {
        let expected: [(Double, [Double])] = [
            (1e-3, [0.99986250232903164054, 3.6872100000315326651, 40.786555289099997181]),
            (1e-7, [0.99999998624944898207, 3.6870000209999998738, 40.7819074645620239]),
            (1e-12, [0.99999999999986249753, 3.6870000000002098686, 40.781907000004642712]),
        ]
        for (step, values) in expected {
            for order in 0...2 {
                let kernel = ArcCosine(order: order, weightVariances: [0.7, 2.1], biasVariance: 0.6)
                let value = kernel([0.3, -1.2], [0.3 + step, -1.2])
                #expect(abs(value - values[order]) <= 1e-15 * (1 + abs(values[order])))
            }
        }
        // Opposite points without a bias are at the angle π, but the bias is positive: nearly so.
        let steps = ArcCosine(order: 0, weightVariance: 1, biasVariance: 1e-30)
        #expect(abs(steps([1.7], [-0.4])) <= 1e-14)
        #expect(abs(steps([1.7], [0.4]) - 1) <= 1e-14)
    }

    @Test("Far from the origin the neural network kernel depends on the angle only, and its diagonal tends to one")
    func farPoints() {
        let kernel = NeuralNetwork(weightVariance: 1)
        #expect(abs(kernel([1e8], [1e8]) - 1) <= 1e-7 && kernel([1e8], [1e8]) < 1)
        #expect(abs(kernel([3e100, 3e100], [3e100, 0]) - 0.5) <= 1e-15)
    }
}
