import LinearAlgebra
import Testing

@Suite struct DiagonalShiftTests {
    /// Ones everywhere: rank one, mean diagonal `scale`.
    private func rankOne(_ n: Int, scale: Double) -> Matrix { Matrix(rowCount: n, columnCount: n, repeating: scale) }

    @Test func amountsAreWhatThePolicySays() {
        #expect(DiagonalShift.none.amounts(meanDiagonal: 5) == [0])
        #expect(DiagonalShift.absolute(2).amounts(meanDiagonal: 5) == [2])
        #expect(DiagonalShift.relative(toMeanDiagonal: 0.5).amounts(meanDiagonal: 4) == [2])
        #expect(DiagonalShift.escalating(from: 1, to: 50).amounts(meanDiagonal: 2) == [0, 2, 20, 100])
    }

    @Test(arguments: [1e-50, 1, 1e50])
    func relativeShiftsScaleWithTheMatrix(scale: Double) throws {
        let factor = try Cholesky(of: rankOne(6, scale: scale), shift: .relative(toMeanDiagonal: 1e-6))
        #expect(abs(factor.addedDiagonal / scale - 1e-6) < 1e-20)
    }

    @Test func escalationStopsAtTheFirstSuccess() throws {
        // Eigenvalues 1 +- 1.01: the least is -0.01, so 0.001 is not enough and 0.1 is more than needed.
        let a = Matrix(rows: [[1, 1.01], [1.01, 1]])
        let factor = try Cholesky(of: a, shift: .escalating(from: 0.0002, to: 1))
        #expect(abs(factor.addedDiagonal - 0.02) < 1e-15)
        var shifted = a
        shifted.addToDiagonal(factor.addedDiagonal)
        #expect(distance(naiveProduct(factor.lower, naiveTranspose(factor.lower)), shifted) < 1e-15)
    }

    @Test func escalationAddsNothingWhenNothingIsNeeded() throws {
        #expect(try Cholesky(of: .identity(4), shift: .escalating(from: 0.1, to: 1)).addedDiagonal == 0)
    }

    @Test func escalationThatEndsTooEarlyFails() {
        #expect(throws: FactorizationError.self) {
            try Cholesky(of: Matrix(rows: [[1, 2], [2, 1]]), shift: .escalating(from: 0.001, to: 0.5))
        }
    }
}
