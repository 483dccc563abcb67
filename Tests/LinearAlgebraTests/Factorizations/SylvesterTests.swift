import LinearAlgebra
import Testing

@Suite struct SylvesterTests {
    @Test(arguments: [(1, 1), (5, 3), (4, 9)])
    func solutionsSatisfyTheEquation(m: Int, n: Int) throws {
        var numbers = TestNumbers(1)
        var a = numbers.matrix(m, m)
        a.addToDiagonal(4)
        let b = numbers.matrix(n, n)
        let c = numbers.matrix(m, n)
        let x = try Sylvester(a, b).solve(c)
        #expect(distance(naiveProduct(a, x) + naiveProduct(x, b), c) < 1e-11)

        let (s, t) = (numbers.positiveDefinite(m), numbers.positiveDefinite(n))
        let y = try SymmetricSylvester(s, t).solve(c)
        #expect(distance(naiveProduct(s, y) + naiveProduct(y, t), c) < 1e-12)
        #expect(distance(try Sylvester(s, t).solve(c), y) < 1e-11)
    }

    @Test func sharedEigenvaluesAreRefused() throws {
        let (a, b) = (Matrix.diagonal([1, 2]), Matrix.diagonal([-2, 5]))
        #expect(throws: FactorizationError.spectraMeet) { try Sylvester(a, b).solve(Matrix.identity(2)) }
        #expect(throws: FactorizationError.spectraMeet) { try SymmetricSylvester(a, b) }
        #expect(throws: FactorizationError.spectraMeet) {
            try SymmetricSylvester(Matrix(rows: [[0]]), Matrix(rows: [[0]]))
        }
    }
}
