import LinearAlgebra
import Testing

#if canImport(Glibc)
    import Glibc
#endif

struct SymmetricTridiagonalEigenTests {
    /// The second difference has eigenvalues 2 - 2 cos(pi k / (n + 1)).
    @Test(arguments: [1, 2, 30, 117]) func secondDifferenceHasItsKnownSpectrum(n: Int) throws {
        let eigen = try SymmetricTridiagonalEigen(
            diagonal: Vector(count: n, repeating: 2), offDiagonal: Vector(count: n - 1, repeating: -1))
        for k in 1...n {
            #expect(abs(eigen.values[k - 1] - (2 - 2 * cos(Double.pi * Double(k) / Double(n + 1)))) < 1e-14)
        }
        let error = gramProduct(eigen.vectors) - Matrix.identity(n)
        #expect(error.maximumMagnitude < 1e-14)
    }

    @Test func agreesWithTheFullDecomposition() throws {
        var generator = SeededGenerator(seed: 7)
        let n = 40
        let d = Vector((0..<n).map { _ in Double.random(in: -1...1, using: &generator) })
        let e = Vector((0..<(n - 1)).map { _ in Double.random(in: -1...1, using: &generator) })
        let full = try SymmetricEigen(
            of: Matrix(rowCount: n, columnCount: n) { i, j in i == j ? d[i] : abs(i - j) == 1 ? e[min(i, j)] : 0 })
        let own = try SymmetricTridiagonalEigen(diagonal: d, offDiagonal: e)
        #expect((own.values - full.values).maximumMagnitude < 1e-14)
    }

    @Test func refusesWhatIsNotFinite() {
        #expect(throws: FactorizationError.self) {
            try SymmetricTridiagonalEigen(diagonal: [1, .nan], offDiagonal: [0])
        }
        #expect(throws: FactorizationError.self) {
            try SymmetricTridiagonalEigen(diagonal: [1, 1], offDiagonal: [.infinity])
        }
    }
}
