import Foundation
import LinearAlgebra
import Testing

@Suite struct LanczosTests {
    @Test func basisIsOrthonormalAndTridiagonalises() {
        var numbers = TestNumbers(1)
        let (a, start) = (numbers.symmetric(40), numbers.vector(40))
        let lanczos = Lanczos(of: a, start: start, steps: 15)
        #expect(lanczos.diagonal.count == 15 && lanczos.offDiagonal.count == 14 && !lanczos.isInvariant)
        #expect(distance(gramProduct(lanczos.basis), .identity(15)) < 1e-13)
        let projected = multiply(lanczos.basis, a * lanczos.basis, transposingFirst: true)
        #expect(distance(projected, lanczos.tridiagonal) < 1e-12)
        #expect(distance(lanczos.startNorm * lanczos.basis.column(0), start) < 1e-14)
    }

    @Test func allStepsGiveAllEigenvalues() throws {
        var numbers = TestNumbers(2)
        let (a, start) = (numbers.symmetric(20), numbers.vector(20))
        let lanczos = Lanczos(of: a, start: start, steps: 100)
        #expect(lanczos.isInvariant && lanczos.diagonal.count == 20)
        let difference = try SymmetricEigen.values(of: lanczos.tridiagonal) - SymmetricEigen.values(of: a)
        #expect(difference.norm < 1e-11)
    }

    @Test func anInvariantSpaceEndsTheIteration() {
        let lanczos = Lanczos(of: Matrix.diagonal([1, 2, 3, 4]), start: [1, 0, 1, 0], steps: 4)
        #expect(lanczos.isInvariant && lanczos.diagonal.count == 2)
        #expect(Lanczos(of: Matrix.identity(3), start: [0, 0, 0], steps: 2).diagonal.count == 0)
    }

    @Test func quadraticFormsOfMatrixFunctionsConverge() throws {
        var numbers = TestNumbers(3)
        let (a, b) = (numbers.positiveDefinite(50), numbers.vector(50))
        let exact = dot(b, try SymmetricEigen(of: a).applying { log($0) } * b)
        #expect(abs(try Lanczos(of: a, start: b, steps: 20).quadraticForm { log($0) } - exact) < 1e-9 * abs(exact))
    }
}
