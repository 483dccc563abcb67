import Foundation
import LinearAlgebra
import Testing

@Suite struct LUTests {
    @Test(arguments: [1, 2, 20, 300])
    func solvesBothSystems(n: Int) throws {
        var numbers = TestNumbers(1)
        var a = numbers.matrix(n, n)
        a.addToDiagonal(3)
        let x = numbers.matrix(n, 2)
        let lu = try LU(of: a)
        #expect(distance(lu.solve(naiveProduct(a, x)), x) < 1e-10)
        #expect(distance(lu.solveTransposed(naiveProduct(naiveTranspose(a), x)), x) < 1e-10)
        #expect(distance(lu.solve(naiveProduct(a, x), refinedAgainst: a), x) < 1e-10)
    }

    @Test func determinantAndConditionOfKnownMatrices() throws {
        let determinant = try LU(of: Matrix(rows: [[0, 2], [3, 0]])).determinant
        #expect(determinant.sign == -1)
        #expect(abs(determinant.logMagnitude - log(6)) < 1e-15)
        let condition = try LU(of: .diagonal([1, 1e-8])).reciprocalConditionNumber
        #expect(abs(condition / 1e-8 - 1) < 1e-12)
    }

    @Test func failuresAreNamed() {
        #expect(throws: FactorizationError.singular(pivot: 1)) { try LU(of: Matrix(rows: [[1, 2], [2, 4]])) }
        #expect(throws: FactorizationError.notSquare(rowCount: 1, columnCount: 2)) {
            try LU(of: Matrix(rows: [[1, 2]]))
        }
        #expect(throws: FactorizationError.notFinite(row: 0, column: 1, value: -.infinity)) {
            try LU(of: Matrix(rows: [[1, -.infinity], [2, 4]]))
        }
    }
}
