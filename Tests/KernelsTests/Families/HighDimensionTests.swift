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

    @Test("Pullbacks over large tiles equal those over tiles too small for the product")
    func pullbacks() {
        var generator = SeededGenerator(seed: 63)
        let x = Matrix(rowCount: 40, columnCount: 150) { _, _ in Double.random(in: 0...1, using: &generator) }
        let a = Matrix(rowCount: 40, columnCount: 40) { _, _ in Double.random(in: -1...1, using: &generator) }
        let kernel = Matern32(lengthscales: 4)
        let whole = kernel.crossPullback(x, x, adjoint: a)[0]
        let inputs = kernel.crossInputPullback(x, x, adjoint: a)
        var sum = 0.0
        for start in [0, 20] {
            let rows = Array(start..<start + 20)
            sum += kernel.crossPullback(x.rows(rows), x, adjoint: a.rows(rows))[0]
            let part = kernel.crossInputPullback(x.rows(rows), x, adjoint: a.rows(rows))
            for i in 0..<20 { for c in 0..<150 { #expect(abs(part[i, c] - inputs[start + i, c]) <= 1e-12) } }
        }
        #expect(abs(whole - sum) <= 1e-11 * abs(sum))
    }

    @Test("The laws of stationary kernels hold in 200 coordinates")
    func laws() {
        var generator = SeededGenerator(seed: 62)
        expectNone(
            kernelLaws(Matern32(lengthscales: 15), at: Sampling(dimension: 200), using: &generator))
    }
}
