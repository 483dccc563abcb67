import LinearAlgebra
import Testing

@Suite("Removing rows from a Cholesky factor") struct CholeskyRemoveTests {
    /// A positive definite matrix with entries over some orders of magnitude.
    func matrix(_ n: Int) -> Matrix {
        var generator = SeededGenerator(seed: 5)
        let root = generator.normalMatrix(rowCount: n, columnCount: n)
        var result = outerGramProduct(root)
        result.addToDiagonal(0.5)
        let scales = Vector((0..<n).map { $0.isMultiple(of: 3) ? 100 : 0.3 })
        return result.scalingRows(by: scales).scalingColumns(by: scales)
    }

    @Test(
        "Equals the factor of the smaller matrix",
        arguments: [[0], [29], [13], [0, 1, 2], [27, 28, 29], [3, 17, 4, 22], Array(0..<29)])
    func equality(removed: [Int]) throws {
        let a = matrix(30)
        let kept = (0..<30).filter { !removed.contains($0) }
        let expected = try Cholesky(of: Matrix(rowCount: kept.count, columnCount: kept.count) { a[kept[$0], kept[$1]] })
        let factor = try Cholesky(of: a).removing(removed)
        #expect(factor.order == kept.count)
        for j in 0..<kept.count {
            for i in 0..<kept.count {
                let scale = expected.lower[i, i] + 1e-3
                #expect(abs(factor.lower[i, j] - expected.lower[i, j]) < 1e-11 * scale)
            }
        }
        #expect(abs(factor.logDeterminant - expected.logDeterminant) < 1e-11)
    }

    @Test("Nothing removed changes nothing; the shift stays") func nothing() throws {
        let factor = try Cholesky(of: matrix(5), shift: .absolute(0.25))
        #expect(factor.removing([]).lower == factor.lower)
        #expect(factor.removing([2]).addedDiagonal == 0.25)
        #expect(factor.removing(0..<5).order == 0)
    }

    @Test("A window that moves for long stays accurate") func window() throws {
        let a = matrix(200)
        var factor = try Cholesky(of: a.block(rows: 0..<20, columns: 0..<20))
        for k in 20..<200 {
            factor = factor.removing([0])
            factor = try factor.appending(
                cross: a.block(rows: k..<k + 1, columns: k - 19..<k), own: a.block(rows: k..<k + 1, columns: k..<k + 1))
        }
        let expected = try Cholesky(of: a.block(rows: 180..<200, columns: 180..<200))
        #expect(abs(factor.logDeterminant - expected.logDeterminant) < 1e-10)
    }
}
