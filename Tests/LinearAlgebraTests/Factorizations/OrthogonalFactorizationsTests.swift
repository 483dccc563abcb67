import LinearAlgebra
import Testing

@Suite struct OrthogonalFactorizationsTests {
    @Test(arguments: [(7, 4), (5, 5), (3, 6), (300, 20)])
    func qrAndPivotedQRReproduceTheMatrix(m: Int, n: Int) throws {
        var numbers = TestNumbers(1)
        let a = numbers.matrix(m, n)
        let qr = try QR(of: a)
        #expect(distance(naiveProduct(qr.q, qr.r), a) < 1e-13)
        #expect(distance(gramProduct(qr.q), .identity(min(m, n))) < 1e-13)
        let pivoted = try PivotedQR(of: a)
        #expect(distance(naiveProduct(pivoted.q, pivoted.r), a.columns(pivoted.permutation)) < 1e-13)
        let b = numbers.matrix(m, 2)
        #expect(
            distance(
                qr.applyTransposedQ(to: b).rows(0..<min(m, n)), multiply(qr.q, b, transposingFirst: true)) < 1e-13)
    }

    @Test func singularValuesReproduceTheMatrix() throws {
        var numbers = TestNumbers(2)
        for (m, n) in [(6, 4), (4, 6), (1, 3)] {
            let a = numbers.matrix(m, n)
            let svd = try SVD(of: a)
            let product = multiply(
                svd.leftVectors.scalingColumns(by: svd.values), svd.rightVectors, transposingSecond: true)
            #expect(distance(product, a) < 1e-13)
            #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy { $0 >= $1 })
        }
    }

    @Test func leastSquaresSolutionsAgreeAndAreOptimal() throws {
        var numbers = TestNumbers(3)
        let (a, b) = (numbers.matrix(20, 6), numbers.vector(20))
        let normal = try Cholesky(of: gramProduct(a)).solve(multiply(a, b, transposingFirst: true))
        let (solution, rank, residualNorm) = try leastSquares(a, b, relativeCutoff: 1e-12)
        #expect(rank == 6)
        #expect(distance(solution, normal) < 1e-12)
        #expect(abs(residualNorm - (b - a * normal).norm) < 1e-12)
        #expect(distance(try QR(of: a).solve(b), normal) < 1e-12)
        #expect(distance(try PivotedQR(of: a).solve(b, relativeCutoff: 1e-12), normal) < 1e-12)
        let bySVD = try SVD(of: a).solve(Matrix(column: b), relativeCutoff: 1e-12)
        #expect(distance(bySVD.flattened, normal) < 1e-12)
    }

    @Test func rankDeficientSystemsGetTheSmallestSolution() throws {
        let a = Matrix(rows: [[1, 1], [1, 1], [2, 2]])
        let (solution, rank, residualNorm) = try leastSquares(a, [2, 2, 4], relativeCutoff: 1e-10)
        #expect(rank == 1)
        #expect(distance(solution, [1, 1]) < 1e-14)
        #expect(residualNorm < 1e-14)
        let pivoted = try PivotedQR(of: a)
        #expect(pivoted.rank(relativeCutoff: 1e-10) == 1)
        #expect((a * pivoted.solve([2, 2, 4], relativeCutoff: 1e-10) - [2, 2, 4]).norm < 1e-14)
        #expect(try SVD(of: a).rank(relativeCutoff: 1e-10) == 1)
        #expect(throws: FactorizationError.singular(pivot: 1)) {
            try QR(of: Matrix(rows: [[1, 0], [0, 0]])).solve([1, 1])
        }
    }

    @Test func symmetricEigenpairsSatisfyTheirEquation() throws {
        var numbers = TestNumbers(4)
        for n in [1, 2, 25] {
            let a = numbers.symmetric(n)
            let eigen = try SymmetricEigen(of: a)
            #expect(
                distance(naiveProduct(a, eigen.vectors), eigen.vectors.scalingColumns(by: eigen.values)) < 1e-12)
            #expect(distance(gramProduct(eigen.vectors), .identity(n)) < 1e-13)
            #expect(distance(eigen.applying { $0 * $0 }, naiveProduct(a, a)) < 1e-12)
            #expect(distance(try SymmetricEigen.values(of: a), eigen.values) < 1e-12)
        }
        #expect(throws: FactorizationError.notSquare(rowCount: 1, columnCount: 2)) {
            try SymmetricEigen(of: Matrix(rows: [[1, 2]]))
        }
    }

    @Test func infiniteEntriesAreNamed() {
        let a = Matrix(rows: [[1, 2], [.infinity, 4]])
        let expected = FactorizationError.notFinite(row: 1, column: 0, value: .infinity)
        #expect(throws: expected) { try QR(of: a) }
        #expect(throws: expected) { try PivotedQR(of: a) }
        #expect(throws: expected) { try SVD(of: a) }
        #expect(throws: expected) { try SymmetricEigen(of: a) }
        #expect(throws: expected) { try leastSquares(a, Vector([1, 2]), relativeCutoff: 0) }
    }
}
