import LinearAlgebra
import Testing

@Suite struct GeneralEigenTests {
    @Test(arguments: [1, 2, 11])
    func eigenpairsSatisfyTheirEquation(n: Int) throws {
        var numbers = TestNumbers(UInt64(n))
        let a = numbers.matrix(n, n)
        let eigen = try GeneralEigen(of: a)
        for k in 0..<n {
            let v = eigen.vector(k)
            let image = (0..<n).map { i in (0..<n).reduce(ComplexNumber(0)) { $0 + a[i, $1] * v[$1] } }
            for i in 0..<n { #expect((image[i] - eigen.values[k] * v[i]).magnitude < 1e-12) }
            #expect(abs(v.reduce(0) { $0 + $1.squaredMagnitude } - 1) < 1e-12)
        }
        let alone = try GeneralEigen.values(of: a)
        #expect(zip(alone, eigen.values).allSatisfy { ($0 - $1).magnitude < 1e-12 })
        #expect(abs(alone.reduce(0) { $0 + $1.real } - a.trace) < 1e-12)
    }

    @Test func aRotationHasAConjugatePair() throws {
        let values = try GeneralEigen.values(of: Matrix(rows: [[0, -2], [2, 0]]))
        #expect((values[0] - ComplexNumber(0, 2)).magnitude < 1e-15)
        #expect((values[1] - ComplexNumber(0, -2)).magnitude < 1e-15)
    }

    @Test(arguments: [1, 3, 12])
    func schurFormReproducesTheMatrix(n: Int) throws {
        var numbers = TestNumbers(UInt64(n) + 9)
        let a = numbers.matrix(n, n)
        let schur = try RealSchur(of: a)
        #expect(distance(gramProduct(schur.vectors), .identity(n)) < 1e-13)
        let product = multiply(schur.vectors * schur.triangular, schur.vectors, transposingSecond: true)
        #expect(distance(product, a) < 1e-12)
        for j in 0..<n { for i in (j + 2)..<max(n, j + 2) { #expect(schur.triangular[i, j] == 0) } }
    }

    @Test func failuresAreNamed() {
        #expect(throws: FactorizationError.notSquare(rowCount: 1, columnCount: 2)) {
            try GeneralEigen(of: Matrix(rows: [[1, 2]]))
        }
        #expect(throws: FactorizationError.notFinite(row: 0, column: 0, value: .infinity)) {
            try RealSchur(of: Matrix(rows: [[.infinity]]))
        }
    }
}
