import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Gibbs' kernel")
struct GibbsTests {
    @Test("The fields keep the laws of input maps", arguments: [1, 2])
    func fields(dimension: Int) {
        var generator = SeededGenerator(seed: 530)
        let sampling = Sampling(dimension: dimension)
        expectNone(
            inputMapLaws(
                AffineMap(offset: 0.2, slopes: (0..<dimension).map { 0.3 - 0.5 * Double($0) }), at: sampling,
                using: &generator))
        expectNone(inputMapLaws(Self.basis(dimension), at: sampling, using: &generator))
    }

    @Test("Gibbs kernels keep the laws", arguments: [1, 2])
    func laws(dimension: Int) {
        var generator = SeededGenerator(seed: 531)
        expectNone(
            kernelLaws(
                Gibbs(logLengthscale: AffineMap(offset: 0.1, slopes: [Double](repeating: 0.3, count: dimension))),
                at: Sampling(dimension: dimension, farCoordinate: 300), using: &generator))
        expectNone(
            kernelLaws(
                Gibbs(logLengthscale: Self.basis(dimension)), at: Sampling(dimension: dimension), using: &generator))
    }

    @Test("Values against 20 digits and a restated formula")
    func values() {
        func length(_ x: [Double]) -> Double { exp(0.1 + 0.3 * x[0] - 0.2 * x[1]) }
        expectValues(
            Gibbs(logLengthscale: AffineMap(offset: 0.1, slopes: [0.3, -0.2])),
            [
                1, 0.48991742523479196312, 0.13143671795548340402, 0.99977227620022912147, 0.022959283341249182984,
            ]
        ) { x, z in
            let h = length(x) * length(x) + length(z) * length(z)
            let distance = pow(x[0] - z[0], 2) + pow(x[1] - z[1], 2)
            return 2 * length(x) * length(z) / h * exp(-distance / h)
        }
    }

    @Test("A constant lengthscale is the squared exponential")
    func constant() {
        var generator = SeededGenerator(seed: 532)
        let x = Matrix(rowCount: 12, columnCount: 3) { _, _ in generator.normal() }
        let gibbs = Gibbs(logLengthscale: AffineMap(offset: log(0.7), slopes: [0, 0, 0])).gram(x)
        let plain = SquaredExponential(lengthscales: 0.7).gram(x)
        for i in 0..<12 { for j in 0..<12 { #expect(abs(gibbs[i, j] - plain[i, j]) <= 1e-14) } }
    }

    @Test("A map with several outputs is no lengthscale")
    func outputs() {
        let kernel = Gibbs(logLengthscale: Rescaling(lengthscales: 2))
        #expect(throws: KernelError.self) { try kernel.validate(inputDimension: 2) }
    }

    static func basis(_ dimension: Int) -> RadialBasisMap {
        RadialBasisMap(
            centers: Matrix(rowCount: 3, columnCount: dimension) { m, c in Double(m) - 1 + 0.3 * Double(c) },
            width: 0.9,
            offset: -0.2, weights: [0.4, -0.3, 0.6])
    }
}
