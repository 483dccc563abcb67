import LinearAlgebra
import Testing

@Suite struct KroneckerEigenTests {
    @Test func agreesWithTheCholeskyFactorOfTheDenseMatrix() throws {
        var numbers = TestNumbers(1)
        let factors = [numbers.positiveDefinite(3), numbers.positiveDefinite(4), numbers.positiveDefinite(2)]
        let structured = try KroneckerEigen(of: factors, shift: .absolute(0.3))
        let dense = try Cholesky(of: Kronecker(factors).dense(), shift: .absolute(0.3))
        let b = numbers.matrix(24, 2)
        #expect(structured.order == 24)
        #expect(structured.addedDiagonal == 0.3)
        #expect(abs(structured.logDeterminant - dense.logDeterminant) < 1e-11)
        #expect(distance(structured.solve(b), dense.solve(b)) < 1e-11)
        #expect(distance(structured.solve(b.column(0)), dense.solve(b.column(0))) < 1e-11)
        let x = b.column(1)
        #expect(abs(structured.inverseQuadraticForm(x) - dense.inverseQuadraticForm(x)) < 1e-11)
        #expect((structured.rotate(structured.rotate(x, transposed: true), transposed: false) - x).norm < 1e-13)
    }

    @Test func shiftsFollowTheirPolicy() throws {
        let singular = Matrix(rowCount: 2, columnCount: 2, repeating: 1)
        let factors = [singular, Matrix.diagonal([2, -1])]
        let error = #expect(throws: FactorizationError.self) { try KroneckerEigen(of: factors) }
        guard case .notPositiveDefinite(_, let value)? = error else {
            Issue.record("\(String(describing: error)) is not about the negative eigenvalue.")
            return
        }
        #expect(abs(value + 2) < 1e-14)
        // The mean of the diagonal is 1/2 and the least eigenvalue -2.
        let shifted = try KroneckerEigen(of: factors, shift: .escalating(from: 0.1, to: 100))
        #expect(abs(shifted.addedDiagonal - 5) < 1e-12)
    }
}
