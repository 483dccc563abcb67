import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Families that are not radial")
struct OtherFamiliesTests {
    @Test("Periodic and cosine kernels keep the laws of lags", arguments: [1, 2])
    func lags(dimension: Int) {
        var generator = SeededGenerator(seed: 7)
        let sampling = Sampling(dimension: dimension)
        expectNone(lagLaws(Periodic(period: 1.4, lengthscale: 0.9), at: sampling, using: &generator))
        expectNone(lagLaws(Cosine(period: 1.4), at: sampling, using: &generator))
    }

    @Test("Inner product kernels keep the laws of derivatives", arguments: [1, 2, 5])
    func innerProducts(dimension: Int) {
        var generator = SeededGenerator(seed: 8)
        let order = dimension > 2 ? 1 : 3
        let sampling = Sampling(dimension: dimension)
        let variances = (0..<dimension).map { 0.7 + 0.3 * Double($0) }
        expectNone(smoothLaws(Linear(variance: 0.6), at: sampling, highestOrder: order, using: &generator))
        expectNone(smoothLaws(Linear(variances: variances), at: sampling, highestOrder: order, using: &generator))
        // Degree three overflows where coordinates are 1e150.
        let near = Sampling(dimension: dimension, farCoordinate: 1e50)
        expectNone(
            smoothLaws(
                Polynomial(degree: 3, offset: 0.6, variances: variances), at: near, highestOrder: order,
                using: &generator))
        expectNone(smoothLaws(Constant(variance: 2), at: sampling, highestOrder: order, using: &generator))
    }

    @Test("Noise keeps the laws of every kernel")
    func white() {
        var generator = SeededGenerator(seed: 9)
        expectNone(kernelLaws(White(variance: 0.3), at: Sampling(dimension: 2), using: &generator))
        expectNone(
            kernelLaws(
                1.3 * SquaredExponential() + White(variance: 0.3), at: Sampling(dimension: 2), using: &generator))
        #expect(White(variance: 0.3)([1], [1]) == 0, "two observations at one place have independent noise")
    }

    @Test("Values against 20 digits and a restated formula")
    func values() {
        expectValues(
            Periodic(period: 1.4, lengthscale: 0.9),
            [1, 0.060102577550133460024, 0.064322035710500411644, 0.99380612647176556081, 0.14665074585205683228]
        ) { x, z in
            zip(x, z).reduce(1) { $0 * exp(-2 * pow(sin(.pi * ($1.0 - $1.1) / 1.4) / 0.9, 2)) }
        }
        expectValues(
            Cosine(period: 1.4),
            [1, -0.56174490092936660121, 1.1087482224195533976e-16, 0.99497141415462470046, 0.049515566048790313345],
            tolerance: 2e-14
        ) { x, z in zip(x, z).reduce(1) { $0 * cos(2 * .pi * ($1.0 - $1.1) / 1.4) } }
        expectValues(
            Linear(variances: [0.7, 2.1]),
            [
                3.0869999999999998954, -0.81900000000000007561, 3.9375000000000001943, 0,
                -6.6499999999999999112,
            ]
        ) { x, z in 0.7 * x[0] * z[0] + 2.1 * x[1] * z[1] }
        expectValues(
            Polynomial(degree: 3, offset: 0.6, variances: [0.7, 2.1]),
            [
                50.120963702999994829, -0.010503459000000014073, 93.422162109375010629, 0.21599999999999997602,
                -221.44512499999999269,
            ]
        ) { x, z in
            let u = 0.7 * x[0] * z[0] + 2.1 * x[1] * z[1] + 0.6
            return u * u * u
        }
    }
}
