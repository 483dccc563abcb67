import LinearAlgebra
import Testing

@Suite struct LinearOperatorTests {
    /// Every kind of operator beside a dense matrix written without it.
    static let specimens: [(name: String, operator: any LinearOperator, dense: Matrix)] = {
        var numbers = TestNumbers(1)
        let (a, b, c) = (numbers.matrix(3, 2), numbers.matrix(2, 4), numbers.matrix(2, 3))
        let column = numbers.vector(7)
        let row = numbers.vector(7)
        let (u, v) = (numbers.matrix(5, 2), numbers.matrix(6, 2))
        let (square, diagonal) = (numbers.matrix(7, 7), numbers.vector(7))
        let toeplitz = Matrix(rowCount: 7, columnCount: 7) { i, j in i >= j ? column[i - j] : row[j - i] }
        return [
            ("matrix", a, a),
            ("Kronecker of two", Kronecker([a, b]), kronecker(a, b)),
            ("Kronecker of three", Kronecker([a, b, c]), kronecker(kronecker(a, b), c)),
            ("Kronecker of one", Kronecker([b]), b),
            ("Toeplitz", Toeplitz(firstColumn: column, firstRow: row), toeplitz),
            (
                "symmetric Toeplitz", Toeplitz(symmetric: column),
                Matrix(rowCount: 7, columnCount: 7) { i, j in column[abs(i - j)] }
            ),
            ("Toeplitz of order one", Toeplitz(symmetric: [3]), Matrix(rows: [[3]])),
            (
                "circulant", Circulant(firstColumn: column),
                Matrix(rowCount: 7, columnCount: 7) { i, j in column[(i - j + 7) % 7] }
            ),
            ("low rank", LowRank(u, v), naiveProduct(u, naiveTranspose(v))),
            (
                "diagonal", DiagonalOperator(diagonal),
                Matrix(rowCount: 7, columnCount: 7) { i, j in i == j ? diagonal[i] : 0 }
            ),
            (
                "sum", OperatorSum([square, Toeplitz(symmetric: column)]),
                Matrix(rowCount: 7, columnCount: 7) { i, j in square[i, j] + column[abs(i - j)] }
            ),
            ("scaled", ScaledOperator(-2.5, LowRank(u, v)), -2.5 * naiveProduct(u, naiveTranspose(v))),
        ]
    }()

    static func kronecker(_ a: Matrix, _ b: Matrix) -> Matrix {
        Matrix(rowCount: a.rowCount * b.rowCount, columnCount: a.columnCount * b.columnCount) { i, j in
            a[i / b.rowCount, j / b.columnCount] * b[i % b.rowCount, j % b.columnCount]
        }
    }

    @Test(arguments: specimens.indices)
    func agreesWithItsDenseMatrix(index: Int) {
        let (name, map, dense) = Self.specimens[index]
        var numbers = TestNumbers(7)
        let (x, y) = (numbers.matrix(map.columnCount, 3), numbers.matrix(map.rowCount, 3))
        #expect(distance(map.dense(), dense) < 1e-13, "\(name)")
        #expect(distance(map.apply(to: x), naiveProduct(dense, x)) < 1e-12, "\(name)")
        #expect(distance(map.apply(to: x.column(1)), dense * x.column(1)) < 1e-12, "\(name)")
        #expect(distance(map.applyTransposed(to: y), naiveProduct(naiveTranspose(dense), y)) < 1e-12, "\(name)")
    }

    @Test(arguments: specimens.indices)
    func isLinearAndHasItsAdjoint(index: Int) {
        let (name, map, _) = Self.specimens[index]
        var numbers = TestNumbers(8)
        let (x, z, y) = (
            numbers.vector(map.columnCount), numbers.vector(map.columnCount), numbers.vector(map.rowCount)
        )
        let combined = map.apply(to: 2 * x - 3 * z)
        #expect((combined - (2 * map.apply(to: x) - 3 * map.apply(to: z))).norm < 1e-12, "\(name)")
        #expect(abs(dot(y, map.apply(to: x)) - dot(map.applyTransposed(to: y), x)) < 1e-12, "\(name)")
    }

    @Test func kroneckerProductsMultiplyFactorwise() {
        var numbers = TestNumbers(2)
        let (a, b, c, d) = (numbers.matrix(3, 2), numbers.matrix(4, 3), numbers.matrix(2, 5), numbers.matrix(3, 2))
        let product = Kronecker([a, b]).apply(to: Kronecker([c, d]).dense())
        #expect(distance(product, Kronecker([naiveProduct(a, c), naiveProduct(b, d)]).dense()) < 1e-13)
    }

    @Test func vecConventionIsAsStated() {
        var numbers = TestNumbers(3)
        let (a, b, x) = (numbers.matrix(3, 2), numbers.matrix(4, 5), numbers.matrix(5, 2))
        let expected = naiveProduct(naiveProduct(b, x), naiveTranspose(a)).flattened
        #expect(distance(Kronecker([a, b]).apply(to: x.flattened), expected) < 1e-13)
    }
}
