import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Student-t mixtures of any degrees of freedom")
struct StudentEnvelopeTests {
    static let components = [
        SpectralComponent(weight: 0.8, rate: 0.9, frequency: 0.4),
        SpectralComponent(weight: 0.5, rate: 1.6, frequency: 0),
    ]

    @Test("Mixtures keep the laws of lags and of spectra", arguments: [1.6, 4, 5, 6.4])
    func laws(degreesOfFreedom: Double) {
        var generator = SeededGenerator(seed: 610)
        let kernel = EnvelopeMixture(Self.components, degreesOfFreedom: degreesOfFreedom)
        for dimension in [1, 2] {
            expectNone(
                lagLaws(
                    kernel, at: Sampling(dimension: dimension), highestOrder: dimension == 1 ? 2 : 1, using: &generator)
            )
        }
        expectNone(spectralLaws(kernel))
        #expect(kernel.smoothness == Int((degreesOfFreedom / 2).rounded(.up)) - 1)
    }

    @Test("Odd degrees of freedom are Matérn envelopes, derivatives included", arguments: 0...3)
    func halfIntegers(degree: Int) {
        let closed = StudentMixture(Self.components, degree: degree)
        let general = EnvelopeMixture(Self.components, degreesOfFreedom: Double(2 * degree + 1))
        let lags = Vector([0, 0.02, 0.5, -1.3, 4])
        for n in 0...(2 * degree) {
            let (a, b) = (closed.lagDerivative(order: n, lags), general.lagDerivative(order: n, lags))
            for i in lags.indices { #expect(abs(a[i] - b[i]) <= 1e-11 * (1 + abs(a[i])), "order \(n), lag \(lags[i])") }
        }
    }

    @Test("One component at frequency zero is the Matérn kernel, in one coordinate")
    func matern() {
        let mixture = EnvelopeMixture(
            [SpectralComponent(weight: 1, rate: 1 / 0.7, frequency: 0)], degreesOfFreedom: 3.4)
        let matern = Matern(nu: 1.7, lengthscales: 0.7)
        for d in [0, 0.01, 0.4, 2] { #expect(abs(mixture([d], [0]) - matern([d], [0])) <= 1e-14) }
    }

    @Test("In several coordinates each may have its own mixture")
    func coordinates() {
        var generator = SeededGenerator(seed: 611)
        let first = EnvelopeMixture(Self.components, degreesOfFreedom: 4)
        let second = EnvelopeMixture([Self.components[1]], degreesOfFreedom: 4)
        let product = CoordinateProduct([first, second])
        expectNone(smoothLaws(product, at: Sampling(dimension: 2), highestOrder: 1, using: &generator))
        #expect(abs(product([0.3, 1], [0.1, 0.2]) - first([0.3], [0.1]) * second([1], [0.2])) <= 1e-15)
        #expect(abs(first([0.3, 1], [0.1, 0.2]) - first([0.3], [0.1]) * first([1], [0.2])) <= 1e-15)
    }
}
