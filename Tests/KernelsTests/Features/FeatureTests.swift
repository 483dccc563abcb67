import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Feature kernels")
struct FeatureTests {
    let features = LegendreEnvelope(angularFrequencies: [0, 3, 11], polynomialCount: 4, interval: -2.5...2.5)

    @Test("Derivatives of features up to order four")
    func laws() {
        var generator = SeededGenerator(seed: 51)
        expectNone(featureLaws(features, using: &generator))
        #expect(features.featureCount == 20)
    }

    @Test("Feature kernels keep the laws of derivatives")
    func kernel() {
        var generator = SeededGenerator(seed: 52)
        let kernel = FeatureKernel(features, variances: features.variances(weights: [1, 0.6, 0.3], decay: 0.5))
        expectNone(
            smoothLaws(kernel, at: Sampling(range: -2...2, farCoordinate: 1e30), highestOrder: 2, using: &generator))
    }

    @Test("The kernel is Σ w_q cos(ω_q (x - z)) Σ ρ^(2n) (2n+1) P_n(t) P_n(t')")
    func formula() {
        let kernel = FeatureKernel(features, variances: features.variances(weights: [1, 0.6, 0.3], decay: 0.5))
        func legendre(_ t: Double) -> [Double] {
            [1, t, (3 * t * t - 1) / 2, (5 * t * t * t - 3 * t) / 2]
        }
        for (x, z) in [(0.3, 0.3), (-1.7, 0.9), (2.5, -2.5), (0, 1.25), (1.1, 1.0)] {
            let (p, q) = (legendre(x / 2.5), legendre(z / 2.5))
            let envelope = (0..<4).reduce(0) { $0 + pow(0.25, Double($1)) * Double(2 * $1 + 1) * p[$1] * q[$1] }
            let comb = 1 + 0.6 * cos(3 * (x - z)) + 0.3 * cos(11 * (x - z))
            #expect(abs(kernel([x], [z]) - comb * envelope) <= 1e-13)
        }
    }

    @Test("Rows of the feature matrix are exact at the ends")
    func ends() {
        let x = Matrix(rows: [[-2.5], [2.5]])
        let phi = features.matrix(x)
        for n in 0..<4 {
            #expect(phi[0, n] == (n.isMultiple(of: 2) ? 1 : -1))
            #expect(phi[1, n] == 1)
        }
        // P_n'(1) = n (n+1)/2, times 2/(b - a).
        let slopes = features.matrix(x, order: 1)
        for n in 0..<4 { #expect(abs(slopes[1, n] - Double(n * (n + 1)) / 2 * 0.4) <= 1e-14) }
    }
}
