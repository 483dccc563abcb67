import Foundation
import LinearAlgebra
import Testing

@Suite struct CholeskyTests {
    @Test(arguments: [0, 1, 2, 5, 40, 300])
    func factorReproducesTheMatrix(n: Int) throws {
        var numbers = TestNumbers(1)
        let a = numbers.positiveDefinite(n)
        let factor = try Cholesky(of: a, shift: .absolute(0.25))
        #expect(factor.addedDiagonal == 0.25)
        var shifted = a
        shifted.addToDiagonal(0.25)
        #expect(distance(naiveProduct(factor.lower, naiveTranspose(factor.lower)), shifted) < 1e-12)
        let x = numbers.matrix(n, 3)
        #expect(distance(factor.solve(naiveProduct(shifted, x)), x) < 1e-11)
        #expect(distance(naiveProduct(factor.inverse(), shifted), .identity(n)) < 1e-11)
    }

    @Test func onlyTheLowerTriangleIsRead() throws {
        var numbers = TestNumbers(2)
        let a = numbers.positiveDefinite(8)
        var spoilt = a
        for j in 0..<8 { for i in 0..<j { spoilt[i, j] = .nan } }
        #expect(try Cholesky(of: spoilt).lower == Cholesky(of: a).lower)
    }

    @Test func logDeterminantIsTheSumOverEigenvalues() throws {
        var numbers = TestNumbers(3)
        let a = numbers.positiveDefinite(30)
        let expected = try SymmetricEigen(of: a).values.reduce(0) { $0 + log($1) }
        #expect(abs(try Cholesky(of: a).logDeterminant - expected) < 1e-10)
    }

    @Test func triangularSolvesInvertTheFactor() throws {
        var numbers = TestNumbers(4)
        let factor = try Cholesky(of: numbers.positiveDefinite(12))
        let (x, b) = (numbers.vector(12), numbers.matrix(12, 5))
        #expect(distance(factor.solveLower(factor.multiplyLower(x)), x) < 1e-12)
        #expect(distance(factor.lower * factor.solveLower(b), b) < 1e-12)
        #expect(distance(factor.multiplyLower(b), naiveProduct(factor.lower, b)) < 1e-13)
        #expect(distance(naiveTranspose(factor.lower) * factor.solveLowerTransposed(b), b) < 1e-12)
        #expect(distance(naiveTranspose(factor.lower) * factor.solveLowerTransposed(x), x) < 1e-12)
        #expect(abs(factor.inverseQuadraticForm(x) - dot(x, factor.solve(x))) < 1e-12)
    }

    @Test func factorAndInverseReuseTheCallersBuffer() throws {
        var numbers = TestNumbers(5)
        var a = numbers.positiveDefinite(20)
        let address = a.withUnsafeMutablePointer { UInt(bitPattern: $0) }
        let factor = try Cholesky(of: consume a)
        #expect(factor.lower.withUnsafePointer { UInt(bitPattern: $0) } == address)
        let inverse = (consume factor).inverse()
        #expect(inverse.withUnsafePointer { UInt(bitPattern: $0) } == address)
    }

    @Test func codingKeepsEveryBitAndRefusesWhatIsNoFactor() throws {
        var numbers = TestNumbers(7)
        let factor = try Cholesky(of: numbers.positiveDefinite(6), shift: .relative(toMeanDiagonal: 0.01))
        let data = try JSONEncoder().encode(factor)
        let back = try JSONDecoder().decode(Cholesky.self, from: data)
        #expect(back.lower == factor.lower && back.addedDiagonal == factor.addedDiagonal)
        let zero = try JSONEncoder().encode(Matrix(rowCount: 2, columnCount: 2))
        let text = #"{"addedDiagonal":0,"lower":"# + String(decoding: zero, as: UTF8.self) + "}"
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Cholesky.self, from: Data(text.utf8)) }
    }

    @Test func appendedFactorEqualsTheWhole() throws {
        var numbers = TestNumbers(6)
        let a = numbers.positiveDefinite(15)
        let old = try Cholesky(of: a.rows(0..<9).columns(0..<9), shift: .absolute(0.5))
        let grown = try old.appending(cross: a.rows(9..<15).columns(0..<9), own: a.rows(9..<15).columns(9..<15))
        let whole = try Cholesky(of: a, shift: .absolute(0.5))
        #expect(grown.addedDiagonal == 0.5)
        #expect(distance(grown.lower, whole.lower) < 1e-13)
    }

    @Test func appendingADuplicateNamesTheNewPivot() throws {
        let old = try Cholesky(of: .identity(3))
        #expect(throws: FactorizationError.notPositiveDefinite(pivot: 3, value: -1)) {
            try old.appending(cross: Matrix(rows: [[1, 1, 0]]), own: Matrix(rows: [[1]]))
        }
        #expect(throws: FactorizationError.notFinite(row: 3, column: 1, value: .infinity)) {
            try old.appending(cross: Matrix(rows: [[1, .infinity, 0]]), own: Matrix(rows: [[1]]))
        }
    }

    @Test(arguments: [3, 200, 400])
    func eachFailureHasItsOwnError(n: Int) throws {
        #expect(throws: FactorizationError.notSquare(rowCount: n, columnCount: n + 1)) {
            try Cholesky(of: Matrix(rowCount: n, columnCount: n + 1))
        }
        var indefinite = Matrix.identity(n)
        indefinite[n - 2, n - 2] = -3
        #expect(throws: FactorizationError.notPositiveDefinite(pivot: n - 2, value: -3)) {
            try Cholesky(of: indefinite)
        }
        var broken = Matrix.identity(n)
        broken[n - 1, 1] = .nan
        let error = #expect(throws: FactorizationError.self) { try Cholesky(of: broken) }
        guard case .notFinite(let row, let column, let value)? = error else {
            Issue.record("\(String(describing: error)) is not about the NaN.")
            return
        }
        #expect(row == n - 1 && column == 1 && value.isNaN)
    }
}
