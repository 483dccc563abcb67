import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Additive kernels")
struct AdditiveTests {
    @Test("Additive kernels keep the laws of derivatives", arguments: 1...3)
    func laws(order: Int) {
        var generator = SeededGenerator(seed: 550)
        let factors = [0.6, 0.9, 1.4].map { SquaredExponential(lengthscales: .isotropic($0)) }
        let kernel = Additive(factors, variances: Array([0.7, 0.3, 1.1].prefix(order)))
        expectNone(smoothLaws(kernel, at: Sampling(dimension: 3), highestOrder: 1, using: &generator))
        if order == 2 {
            let two = Additive(Array(factors.prefix(2)), variances: [0.7, 0.3])
            expectNone(smoothLaws(two, at: Sampling(dimension: 2), highestOrder: 2, using: &generator))
        }
    }

    @Test("Factors without derivatives, and with noise")
    func plainFactors() {
        var generator = SeededGenerator(seed: 551)
        let kernel = Additive(0.8 * Matern12() + White(variance: 0.2), dimension: 2, order: 2)
        expectNone(kernelLaws(kernel, at: Sampling(dimension: 2), using: &generator))
    }

    @Test("The sum over all products of different factors", arguments: 1...6)
    func subsets(order: Int) {
        var generator = SeededGenerator(seed: 552)
        let d = 6
        let variances = (0..<order).map { 0.5 + 0.2 * Double($0) }
        let factors = (0..<d).map { Matern52(lengthscales: .isotropic(0.4 + 0.2 * Double($0))) }
        let kernel = Additive(factors, variances: variances)
        for _ in 0..<4 {
            let x = (0..<d).map { _ in generator.normal() }
            let z = (0..<d).map { _ in generator.normal() }
            let values = (0..<d).map { factors[$0]([x[$0]], [z[$0]]) }
            let expected = (1..<(1 << d)).reduce(0.0) { sum, subset in
                let size = subset.nonzeroBitCount
                guard size <= order else { return sum }
                return sum + (0..<d).filter { subset >> $0 & 1 == 1 }.reduce(variances[size - 1]) { $0 * values[$1] }
            }
            #expect(abs(kernel(x, z) - expected) <= 1e-14 * expected)
        }
    }

    @Test("Order one is the sum, order d alone the product; many factors lose no digits")
    func extremes() {
        let x = (0..<40).map { 0.1 * Double($0) }
        let z = x.map { $0 + 1e-3 }
        let factor = SquaredExponential()
        let one = Additive([SquaredExponential](repeating: factor, count: 40), variances: [2])
        let value = factor([0], [1e-3])
        #expect(abs(one(x, z) - 80 * value) <= 1e-12)
        // All factors nearly one: e_n is nearly C(40, n), where alternating sums of powers cancel to nothing.
        let all = Additive(factor, dimension: 40, order: 40)
        #expect(abs(all(x, x) - 1) <= 1e-13)
    }

    @Test("The wrong number of columns is refused")
    func dimension() {
        #expect(throws: KernelError.self) {
            try Additive(Matern12(), dimension: 3, order: 2).validate(inputDimension: 2)
        }
    }
}
