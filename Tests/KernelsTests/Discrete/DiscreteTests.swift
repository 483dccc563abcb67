import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Kernels of categories")
struct DiscreteTests {
    @Test("Hamming kernels keep the laws, and codes are compared, not ordered")
    func hamming() {
        var generator = SeededGenerator(seed: 510)
        expectNone(kernelLaws(Hamming(lengthscales: 1.3), at: Sampling(dimension: 2), using: &generator))
        expectNone(
            kernelLaws(Hamming(lengthscales: .perCoordinate([0.6, 2])), at: Sampling(dimension: 2), using: &generator))
        let kernel = Hamming(lengthscales: .perCoordinate([0.5, 2]))
        #expect(abs(kernel([3, 1], [7, 1]) - exp(-2)) <= 1e-16)
        #expect(abs(kernel([3, 1], [2, 4]) - exp(-2.5)) <= 1e-16)
        #expect(kernel([3, 1], [3, 1]) == 1)
        // Codes: gradient and definiteness where many coordinates agree.
        let codes = Matrix(rowCount: 27, columnCount: 3) { i, c in Double([i % 3, i / 3 % 3, i / 9][c]) }
        let three = Hamming(lengthscales: .perCoordinate([0.5, 1, 2]))
        let a = Matrix(rowCount: 27, columnCount: 27) { i, j in cos(Double(i + 2 * j)) }
        let gradient = three.crossPullback(codes, codes, adjoint: a)
        for c in 0..<3 {
            func total(_ step: Double) -> Double {
                var moved = [0.5, 1, 2]
                moved[c] += step
                let k = Hamming(lengthscales: .perCoordinate(moved)).cross(codes, codes)
                return (0..<27).reduce(0) { sum, i in sum + (0..<27).reduce(0) { $0 + a[i, $1] * k[i, $1] } }
            }
            #expect(abs(gradient[c] - (total(1e-5) - total(-1e-5)) / 2e-5) <= 1e-6)
        }
    }

    @Test("Categorical covariances keep the laws", arguments: [0, 1, 2, 4])
    func categorical(rank: Int) {
        var generator = SeededGenerator(seed: 511)
        let kernel = Categorical(levels: 4, rank: rank, variance: 1.7)
        let sampling = Sampling(range: -0.4...3.4, farCoordinate: nil)
        expectNone(kernelLaws(kernel, at: sampling, using: &generator))
    }

    @Test("A categorical covariance is W Wᵀ + diag(κ), its mean variance as asked, and other codes are not numbers")
    func covariance() {
        let kernel = Categorical(loadings: [[1, 0.5], [-0.3, 2], [0, 0.7]], ownVariances: [0.1, 0.2, 0.3])
        #expect(abs(kernel([0], [1]) - 0.7) <= 1e-15)
        #expect(abs(kernel([1], [1]) - 4.29) <= 1e-15)
        #expect(kernel([3], [1]).isNaN && kernel([0], [-1]).isNaN && kernel([.nan], [0]).isNaN)
        #expect(kernel.parameters.map(\.path).prefix(3) == ["loadings[0][0]", "loadings[0][1]", "loadings[1][0]"])
        for rank in 0...5 {
            let start = Categorical(levels: 5, rank: rank, variance: 2).covariance
            #expect(abs(start.diagonal.reduce(0, +) / 5 - 2) <= 1e-14, "rank \(rank)")
        }
    }
}
