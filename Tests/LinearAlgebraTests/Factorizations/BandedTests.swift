import LinearAlgebra
import Testing

@Suite struct BandedTests {
    @Test(arguments: [(1, 0, 0), (6, 1, 1), (9, 2, 1), (7, 0, 3), (3, 5, 4)])
    func solvesAndMultipliesAsTheDenseMatrix(n: Int, lower: Int, upper: Int) throws {
        var numbers = TestNumbers(1)
        let banded = BandedMatrix(order: n, lowerBandwidth: lower, upperBandwidth: upper) { i, j in
            numbers.next() + (i == j ? 2 : 0)
        }
        let full = Matrix(rowCount: n, columnCount: n) { i, j in banded[i, j] }
        let x = numbers.matrix(n, 2)
        #expect(distance(banded.dense(), full) == 0)
        #expect(distance(banded.apply(to: x.column(0)), full * x.column(0)) < 1e-13)
        #expect(distance(banded.applyTransposed(to: x), naiveProduct(naiveTranspose(full), x)) < 1e-13)
        let lu = try BandedLU(of: banded)
        #expect(distance(lu.solve(naiveProduct(full, x)), x) < 1e-10)
        #expect(distance(lu.solve(full * x.column(1)), x.column(1)) < 1e-10)
        #expect(distance(lu.solveTransposed(naiveProduct(naiveTranspose(full), x)), x) < 1e-10)
    }

    @Test func entriesOutsideTheBandAreZero() {
        let banded = BandedMatrix(order: 5, lowerBandwidth: 1, upperBandwidth: 0) { _, _ in 1 }
        #expect(banded[0, 1] == 0 && banded[4, 0] == 0 && banded[1, 0] == 1)
    }

    @Test func failuresAreNamed() {
        var banded = BandedMatrix(order: 3, lowerBandwidth: 1, upperBandwidth: 1)
        banded[0, 0] = 1
        #expect(throws: FactorizationError.singular(pivot: 1)) { try BandedLU(of: banded) }
        banded[2, 1] = .infinity
        #expect(throws: FactorizationError.notFinite(row: 2, column: 1, value: .infinity)) { try BandedLU(of: banded) }
    }
}
