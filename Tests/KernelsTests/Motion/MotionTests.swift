import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Brownian motion")
struct MotionTests {
    @Test("Brownian motion and its integral keep the laws, on both sides of the origin")
    func laws() {
        var generator = SeededGenerator(seed: 500)
        let sampling = Sampling(farCoordinate: 1e100)
        expectNone(kernelLaws(Brownian(origin: 0.1), at: sampling, using: &generator))
        expectNone(smoothLaws(IntegratedBrownian(origin: 0.1), at: sampling, using: &generator))
        expectNone(kernelLaws(2 * Brownian(origin: -3) + White(variance: 0.1), at: sampling, using: &generator))
    }

    @Test("The integral's covariance is the integral of the motion's")
    func integral() {
        func motion(_ s: Double, _ t: Double) -> Double { Brownian(origin: 0.5)([0.5 + s], [0.5 + t]) }
        for (a, b) in [(0.7, 1.9), (1.3, 1.3), (-0.4, -2.0), (-0.4, 0.9)] {
            let total = GaussLegendre(count: 20, from: 0, to: a).integrate { s in
                // Split at the kink t = s.
                let kink = a * b > 0 && abs(s) < abs(b) ? s : b
                let near = GaussLegendre(count: 4, from: 0, to: kink).integrate { motion(s, $0) }
                return near + GaussLegendre(count: 4, from: kink, to: b).integrate { motion(s, $0) }
            }
            let value = IntegratedBrownian(origin: 0.5)([0.5 + a], [0.5 + b])
            #expect(abs(value - total) <= 1e-13, "\(a), \(b): \(value) against \(total)")
        }
        #expect(IntegratedBrownian()([2], [3]) == 4 * 7.0 / 6)
        #expect(Brownian()([2], [3]) == 2 && Brownian()([-2], [3]) == 0 && Brownian()([-2], [-3]) == 2)
    }

    @Test("Increments are independent")
    func increments() {
        let x = Matrix(rows: [[0.2], [0.9], [1.4], [3]])
        let k = Brownian().gram(x)
        for i in 1..<4 {
            for j in 1..<i { #expect(abs(k[i, j] - k[i - 1, j] - k[i, j - 1] + k[i - 1, j - 1]) <= 1e-15) }
        }
    }

    @Test("More than one column is refused")
    func dimension() {
        #expect(throws: KernelError.self) { try Brownian().validate(inputDimension: 2) }
        #expect(throws: KernelError.self) { try IntegratedBrownian().validate(inputDimension: 0) }
    }
}
