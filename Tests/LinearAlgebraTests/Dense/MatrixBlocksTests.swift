import LinearAlgebra
import Testing

@Suite struct MatrixBlocksTests {
    @Test func blocksAreReadAndWrittenWhereTheySay() {
        var numbers = TestNumbers(1)
        let a = numbers.matrix(6, 5)
        let block = a.block(rows: 2..<5, columns: 1..<3)
        #expect(block == Matrix(rowCount: 3, columnCount: 2) { i, j in a[i + 2, j + 1] })
        var b = Matrix(rowCount: 6, columnCount: 5)
        b.setBlock(block, row: 2, column: 1)
        b.setColumn(4, to: a.column(4))
        let expected = Matrix(rowCount: 6, columnCount: 5) { i, j in
            (2..<5).contains(i) && (1..<3).contains(j) || j == 4 ? a[i, j] : 0
        }
        #expect(b == expected)
    }

    @Test func stackingPutsThePartsBesideEachOther() {
        var numbers = TestNumbers(2)
        let (a, b) = (numbers.matrix(4, 2), numbers.matrix(4, 3))
        let wide = Matrix.stackedHorizontally(a, b)
        #expect(wide.columns(0..<2) == a && wide.columns(2..<5) == b)
        #expect(Matrix.stackedVertically(a.transposed, b.transposed) == wide.transposed)
    }

    @Test(arguments: [(0, 3), (1, 1), (5, 40), (33, 17)])
    func transposingSwapsIndices(m: Int, n: Int) {
        var numbers = TestNumbers(3)
        let a = numbers.matrix(m, n)
        #expect(a.transposed == naiveTranspose(a))
        var square = numbers.matrix(n, n)
        let original = square
        square.symmetrizeFromLower()
        #expect(square == Matrix(rowCount: n, columnCount: n) { i, j in original[max(i, j), min(i, j)] })
    }

    @Test func descriptionsStayShort() {
        #expect(Vector([1, 2.5]).description == "[1.0, 2.5]")
        #expect(Vector(count: 100).description == "[0.0, 0.0, 0.0, 0.0, ... 92 more ..., 0.0, 0.0, 0.0, 0.0]")
        #expect(Matrix.identity(2).description == "2-by-2 matrix\n  [1.0, 0.0]\n  [0.0, 1.0]")
    }
}
