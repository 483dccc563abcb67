import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Composition")
struct AlgebraTests {
    @Test("Kernels form an algebra")
    func algebra() {
        var generator = SeededGenerator(seed: 41)
        let sampling = Sampling(dimension: 2)
        expectNone(
            algebraLaws(
                SquaredExponential(lengthscales: 0.8), Linear(variances: [0.4, 1.1]), White(variance: 0.3),
                at: sampling, using: &generator))
        expectNone(
            algebraLaws(
                Periodic(period: 1.7), 1.5 * Matern32(), Constant(variance: 0.6), at: sampling, using: &generator))
    }

    @Test("Compositions keep the laws of every kernel")
    func laws() {
        var generator = SeededGenerator(seed: 42)
        let sampling = Sampling(dimension: 2)
        let trend = Linear(variance: 0.4) * Periodic(period: 1.7)
        expectNone(kernelLaws(trend + 0.5 * Matern12(), at: sampling, using: &generator))
        expectNone(kernelLaws(2 * (3 * Matern32()) + White(), at: sampling, using: &generator))
        let product = CoordinateProduct([Matern12(lengthscales: 0.7), Matern12(lengthscales: 1.9)])
        expectNone(kernelLaws(product, at: sampling, using: &generator))
    }

    @Test("Bulk calls stay bulk calls through every composition")
    func fastPaths() {
        var generator = SeededGenerator(seed: 43)
        let sampling = Sampling(dimension: 2)
        let base = Matern52()
        expectNone(fastPathLaws(of: base, at: sampling, using: &generator) { 2 * $0 })
        expectNone(fastPathLaws(of: base, at: sampling, using: &generator) { $0 + Linear() })
        expectNone(fastPathLaws(of: base, at: sampling, using: &generator) { Linear() + $0 })
        expectNone(fastPathLaws(of: base, at: sampling, using: &generator) { $0.on(columns: [1]) })
        expectNone(
            fastPathLaws(of: base, at: sampling, using: &generator) { $0.mapped(by: Rescaling(lengthscales: 2)) })
    }

    @Test("Kernels known at run time compose, and keep their derivatives")
    func existentials() {
        let parts: [any Kernel] = [SquaredExponential(), Matern52(), White()]
        let sum = parts[0] + parts[1]
        let product = sum * parts[0]
        let smooth = 2 * product
        #expect(smooth is any SmoothKernel)
        #expect(!(parts[0] + parts[2] is any SmoothKernel))
        #expect(smooth([0.5], [0.5]) == 4)
    }

    @Test("Static types survive the operators")
    func types() {
        let kernel = 1.3 * SquaredExponential() + White()
        #expect(type(of: kernel) == Sum<Scaled<SquaredExponential>, White>.self)
        #expect(kernel.parameters.map(\.path) == ["left.variance", "left.lengthscale", "right.variance"])
        let nested = 2 * (3 * SquaredExponential())
        #expect(nested.parameters.map(\.path) == ["variance", "base.variance", "lengthscale"])
    }
}
