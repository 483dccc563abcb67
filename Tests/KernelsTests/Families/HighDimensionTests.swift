import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Distances in many coordinates")
struct HighDimensionTests {
    @Test("Distances by a matrix product equal explicit differences, close and equal points included")
    func distances() {
        var generator = SeededGenerator(seed: 61)
        let d = 200
        var x = Matrix(rowCount: 40, columnCount: d) { _, _ in Double.random(in: 3...5, using: &generator) }
        for c in 0..<d {
            x[1, c] = x[0, c]
            x[2, c] = x[0, c] + 1e-9 * x[3, c]
        }
        let z = x.rows(Array((0..<40).reversed()))
        for kernel in [Matern12(lengthscales: 12), SquaredExponential(lengthscales: 12)] as [any Kernel] {
            let (gram, cross) = (kernel.gram(x), kernel.cross(x, z))
            #expect(gram[1, 0] == 1 && cross[0, 38] == 1, "equal points are at distance zero")
            for i in 0..<40 {
                for j in 0..<40 {
                    let expected = kernel(x.row(i).array, x.row(j).array)
                    #expect(abs(gram[i, j] - expected) <= 2e-12 * expected)
                    #expect(abs(cross[i, 39 - j] - expected) <= 2e-12 * expected)
                    #expect(gram[i, j] == gram[j, i])
                }
            }
        }
    }

    @Test("The laws of stationary kernels hold in 200 coordinates")
    func laws() {
        var generator = SeededGenerator(seed: 62)
        expectNone(
            kernelLaws(Matern32(lengthscales: 15), at: Sampling(dimension: 200), using: &generator))
    }
}
