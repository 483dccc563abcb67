import LinearAlgebra
import Testing

@Suite struct ConjugateGradientTests {
    private let a: Matrix = {
        var numbers = TestNumbers(1)
        return numbers.positiveDefinite(60, shift: 0.01)
    }()
    private let b: Vector = {
        var numbers = TestNumbers(2)
        return numbers.vector(60)
    }()

    @Test(arguments: [1e-2, 1e-6, 1e-10])
    func convergedMeansASmallRecomputedResidual(tolerance: Double) {
        let result = conjugateGradient(a, b, relativeTolerance: tolerance, maximumIterations: 500)
        #expect(result.converged)
        let residual = (b - naiveProduct(a, Matrix(column: result.solution)).flattened).norm / b.norm
        #expect(residual <= tolerance * (1 + 1e-9))
        #expect(abs(residual - result.relativeResidual) < 1e-13)
    }

    @Test func errorFallsMonotonicallyInTheEnergyNorm() throws {
        let exact = try Cholesky(of: a).solve(b)
        let energies = (0..<25).map { steps in
            let result = conjugateGradient(a, b, relativeTolerance: 1e-14, maximumIterations: steps)
            let error = result.solution - exact
            return dot(error, a * error)
        }
        #expect(zip(energies, energies.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-12) })
        #expect(energies[24] < 1e-3 * energies[0])
    }

    @Test func aPerfectPreconditionerNeedsOneStep() throws {
        let factor = try Cholesky(of: a)
        let result = conjugateGradient(
            a, b, relativeTolerance: 1e-9, maximumIterations: 50, preconditioner: { factor.solve($0) })
        #expect(result.converged && result.iterations == 1)
    }

    @Test func startingFromTheSolutionTakesNoStep() throws {
        let exact = try Cholesky(of: a).solve(b)
        let result = conjugateGradient(a, b, initial: exact, relativeTolerance: 1e-8, maximumIterations: 50)
        #expect(result.converged && result.iterations == 0)
        let trivial = conjugateGradient(a, Vector(count: 60), relativeTolerance: 1e-8, maximumIterations: 50)
        #expect(trivial.converged && trivial.solution.norm == 0)
    }

    @Test func everyOtherOutcomeIsNamed() {
        #expect(
            conjugateGradient(a, b, relativeTolerance: 1e-12, maximumIterations: 3).outcome == .iterationLimit)
        #expect(
            conjugateGradient(a, b, relativeTolerance: 0, maximumIterations: 5000).outcome == .stagnated)
        let indefinite = conjugateGradient(
            Matrix.diagonal([1, -4]), [0, 1], relativeTolerance: 1e-8, maximumIterations: 9)
        #expect(indefinite.outcome == .notPositiveDefinite(curvature: -4))
        let broken = conjugateGradient(Matrix.identity(2), [.nan, 1], relativeTolerance: 1e-8, maximumIterations: 9)
        #expect(broken.outcome == .notFinite)
        var allowed = 2
        let cancelled = conjugateGradient(
            a, b, relativeTolerance: 1e-12, maximumIterations: 500,
            shouldStop: {
                allowed -= 1
                return allowed < 0
            })
        #expect(cancelled.outcome == .cancelled && cancelled.iterations == 2)
    }
}
