import LinearAlgebra
import Testing

@Suite struct ProductsTests {
    @Test(arguments: [(3, 4, 5), (1, 7, 1), (40, 3, 17), (300, 20, 10), (2, 0, 3), (0, 2, 2)])
    func productsAgreeWithLoops(m: Int, k: Int, n: Int) {
        var numbers = TestNumbers(1)
        let (a, b, x) = (numbers.matrix(m, k), numbers.matrix(k, n), numbers.vector(k))
        let expected = naiveProduct(a, b)
        #expect(distance(a * b, expected) < 1e-13)
        #expect(distance(multiply(naiveTranspose(a), b, transposingFirst: true), expected) < 1e-13)
        #expect(distance(multiply(a, naiveTranspose(b), transposingSecond: true), expected) < 1e-13)
        let both = multiply(naiveTranspose(a), naiveTranspose(b), transposingFirst: true, transposingSecond: true)
        #expect(distance(both, expected) < 1e-13)
        #expect(distance(a * x, naiveProduct(a, Matrix(column: x)).flattened) < 1e-13)
        #expect(distance(multiply(naiveTranspose(a), x, transposingFirst: true), a * x) < 1e-13)
    }

    @Test func symmetricProductsReadTheLowerTriangleOnly() {
        var numbers = TestNumbers(2)
        let (s, b, x) = (numbers.symmetric(9), numbers.matrix(9, 4), numbers.vector(9))
        var spoilt = s
        for j in 0..<9 { for i in 0..<j { spoilt[i, j] = .nan } }
        #expect(distance(multiply(symmetric: spoilt, b), naiveProduct(s, b)) < 1e-13)
        #expect(distance(multiply(symmetric: spoilt, x), s * x) < 1e-13)
    }

    @Test func gramProductsAreExactlySymmetric() {
        var numbers = TestNumbers(3)
        let a = numbers.matrix(30, 12)
        #expect(distance(gramProduct(a), naiveProduct(naiveTranspose(a), a)) < 1e-13)
        #expect(distance(outerGramProduct(a), naiveProduct(a, naiveTranspose(a))) < 1e-13)
        #expect(outerGramProduct(a) == naiveTranspose(outerGramProduct(a)))
    }

    @Test func accumulationKeepsAndScales() {
        var numbers = TestNumbers(4)
        let (a, b, c) = (numbers.matrix(4, 6), numbers.matrix(6, 3), numbers.matrix(4, 3))
        var target = c
        accumulateProduct(a, b, into: &target, scale: -2, keeping: 3)
        #expect(distance(target, 3 * c - 2 * naiveProduct(a, b)) < 1e-13)
    }

    @Test func arithmeticIsEntrywise() {
        var numbers = TestNumbers(5)
        let (a, b) = (numbers.matrix(3, 2), numbers.matrix(3, 2))
        var c = a
        c += b
        c -= 2 * a
        c *= 0.5
        c.addToDiagonal(1)
        let expected = Matrix(rowCount: 3, columnCount: 2) { i, j in 0.5 * (b[i, j] - a[i, j]) + (i == j ? 1 : 0) }
        #expect(distance(c, expected) < 1e-15)
        #expect(distance(a.scalingRows(by: [2, 3, 4]), Matrix.diagonal([2, 3, 4]) * a) < 1e-15)
        #expect(distance(a.scalingColumns(by: [2, 3]), a * Matrix.diagonal([2, 3])) < 1e-15)
        #expect(entrywiseProduct(a, b)[2, 1] == a[2, 1] * b[2, 1])
    }

    @Test func normsSurviveExtremeScales() {
        #expect(abs(Vector([3e200, 4e200]).norm / 5e200 - 1) < 1e-15)
        #expect(abs(Vector([3e-200, 4e-200]).norm / 5e-200 - 1) < 1e-15)
        #expect(Vector([1, .nan, 2]).norm.isNaN)
        #expect(Vector([.nan, 1]).maximumMagnitude.isNaN)
        #expect(dot([1, 2, 3], [4, -5, 6]) == 12)
        #expect(Matrix(rows: [[1, -4], [2, 2]]).oneNorm == 6)
    }

    @Test func copiesDoNotShareWrites() {
        let a = Matrix.identity(2)
        var b = a
        b[0, 1] = 5
        var v = a.flattened
        v[0] = 7
        #expect(a == Matrix.identity(2))
        #expect(b[0, 1] == 5 && v[0] == 7)
    }
}
