import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Wendland's kernels")
struct WendlandTests {
    @Test("Every smoothness keeps the laws in 1, 2 and 5 dimensions", arguments: 0...3, [1, 2, 5])
    func laws(smoothness: Int, dimension: Int) {
        var generator = SeededGenerator(seed: UInt64(300 + smoothness))
        let kernel = Wendland(
            smoothness: smoothness, dimension: Swift.max(dimension, 3),
            lengthscales: .isotropic(1.9 * Double(dimension)))
        let sampling = Sampling(dimension: dimension)
        expectNone(stationaryLaws(kernel, at: sampling, using: &generator))
        if dimension < 5 { expectNone(smoothLaws(kernel, at: sampling, highestOrder: 3, using: &generator)) }
    }

    @Test("Values against 20 digits and a restated formula")
    func values() {
        let literals: [[Double]] = [
            [1, 0.35861779839230832869, 0.059990680854551891805, 0.98858899713521018077, 0],
            [1, 0.33497059042960594724, 0.014468513186883890415, 0.99967633248978832549, 0],
            [1, 0.24371820337390978952, 0.0026300744636550371663, 0.999694502546635345, 0],
            [1, 0.17032698103567744025, 0.00045421799400383280896, 0.99963993280136479526, 0],
        ]
        for q in 0...3 {
            let kernel = Wendland(smoothness: q, dimension: 3, lengthscales: .perCoordinate([2.4, 5.1]))
            expectValues(kernel, literals[q]) { x, z in
                let r = literalDistance(x, z) / 3
                guard r < 1 else { return 0 }
                // The repeated integral φ_q(r) = ∫_r^1 t φ_(q-1)(t) dt of (1 - t)^l, by quadrature of its closed kernel
                // ∫_r^1 t (t² - r²)^(q-1) (1 - t)^l dt, divided by its value at 0.
                let l = Double(1 + q + 1)
                if q == 0 { return pow(1 - r, l) }
                func integral(_ r: Double) -> Double {
                    GaussLegendre(count: 24, from: r, to: 1).integrate { t in
                        let power = pow(t * t - r * r, Double(q - 1))
                        return t * power * pow(1 - t, l)
                    }
                }
                return integral(r) / integral(0)
            }
        }
    }

    @Test("Points a lengthscale apart are independent; more inputs than promised are refused")
    func support() {
        let kernel = Wendland(smoothness: 1, dimension: 2, lengthscales: 0.5)
        #expect(kernel([0, 0], [0.3, 0.4]) == 0 && kernel([0, 0], [0.3, 0.39]) > 0)
        #expect(throws: KernelError.self) { try kernel.validate(inputDimension: 3) }
        let wide = Wendland(smoothness: 3, dimension: 200, lengthscales: 20)
        let x = Matrix(rowCount: 30, columnCount: 200) { i, c in cos(Double(i * (c + 3))) }
        #expect(wide.gram(x)[7, 3].isFinite && wide.gram(x)[7, 7] == 1)
    }
}
