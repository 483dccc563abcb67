import LinearAlgebra
import Testing

@Suite("Substitution in blocks") struct CholeskyBlocksTests {
    @Test("Equals substitution, for orders around the block size", arguments: [1, 7, 8, 9, 64, 100])
    func equality(n: Int) throws {
        var generator = SeededGenerator(seed: 2)
        var a = outerGramProduct(generator.normalMatrix(rowCount: n, columnCount: n))
        a.addToDiagonal(0.1)
        let factor = try Cholesky(of: a)
        let b = generator.normalMatrix(rowCount: n, columnCount: 13)
        let expected = factor.solveLower(b)
        for blockSize in [1, 8, 64] {
            var x = b
            factor.solveLowerInBlocks(&x, blockSize: blockSize)
            #expect((x - expected).maximumMagnitude < 1e-11 * (1 + expected.maximumMagnitude))
        }
    }

    @Test("Residuals stay at rounding where the matrix is nearly singular") func illConditioned() throws {
        // A Gram matrix with condition number near 1e14.
        let n = 120
        let a = Matrix(rowCount: n, columnCount: n) { i, j in
            let d = Double(i - j) / 20
            return 1 / (1 + d * d) + (i == j ? 1e-12 : 0)
        }
        let factor = try Cholesky(of: a)
        var generator = SeededGenerator(seed: 3)
        let truth = generator.normalMatrix(rowCount: n, columnCount: 5)
        let b = factor.lower * truth
        var x = b
        factor.solveLowerInBlocks(&x)
        let plain = (factor.lower * factor.solveLower(b) - b).maximumMagnitude
        #expect((factor.lower * x - b).maximumMagnitude < 1e-13 + 10 * plain)
    }

    @Test("Empty systems and right-hand sides are fine") func empty() throws {
        var nothing = Matrix(rowCount: 0, columnCount: 3)
        try Cholesky(of: Matrix(rowCount: 0, columnCount: 0)).solveLowerInBlocks(&nothing)
        var none = Matrix(rowCount: 2, columnCount: 0)
        try Cholesky(of: .identity(2)).solveLowerInBlocks(&none)
        #expect(none.columnCount == 0)
    }
}
