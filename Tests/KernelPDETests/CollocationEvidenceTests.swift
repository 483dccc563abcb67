import Foundation
import KernelPDE
import Kernels
import LinearAlgebra
import Testing

/// Gram matrices, evidence and gradient by lags against the dense derivative blocks of the kernels.
@Suite struct CollocationEvidenceTests {
    /// (1 + x) u'' + 3 u' - x u = f with a Robin condition: every order occurs, and odd ones.
    private func problem() throws -> SampledProblem {
        let points = (0..<20).map { Double($0) / 19 }
        return try SampledProblem(
            lower: 0, upper: 1, coefficients: [{ -$0 }, { _ in 3 }, { 1 + $0 }], points: points,
            values: points.map { sin(9 * $0) },
            conditions: [
                .dirichlet(at: 0, value: 0.3),
                .robin(at: 1, solutionWeight: 1, slopeWeight: 0.5, value: -0.2),
            ])
    }

    private func mixture<E: SpectralEnvelope>(_ envelope: E) -> EnvelopeMixture<E> {
        EnvelopeMixture(
            [
                SpectralComponent(weight: 0.7, rate: 2, frequency: 0.4),
                SpectralComponent(weight: 0.2, rate: 5, frequency: 1.7),
            ], envelope: envelope)
    }

    /// Every observation as a list of (point, derivative, weight).
    private func rows(_ problem: SampledProblem) -> [[(Double, Int, Double)]] {
        let points = problem.samples.map(\.point)
        let coefficients = problem.coefficients(points)
        return points.indices.map { i in (0...2).map { (points[i], $0, coefficients[$0][i]) } }
            + problem.conditions.map { $0.terms.map { ($0.point, $0.derivative, $0.weight) } }
    }

    private func denseGram(_ problem: SampledProblem, _ kernel: some SmoothKernel) throws -> Matrix {
        let rows = rows(problem)
        return try Matrix(rowCount: rows.count, columnCount: rows.count) { r, s in
            var sum = 0.0
            for (x, p, a) in rows[r] {
                for (y, q, b) in rows[s] {
                    let block = try kernel.cross(
                        Matrix(rows: [[x]]), derivative: [p], Matrix(rows: [[y]]), derivative: [q])
                    sum += a * b * block[0, 0]
                }
            }
            return sum
        }
    }

    @Test func gramAgreesWithTheDerivativeBlocks() throws {
        let problem = try problem()
        func check(_ kernel: some LagKernel) throws {
            let dense = try denseGram(problem, kernel)
            let fast = try GridObservations(problem).gram(kernel)
            for s in 0..<dense.columnCount {
                for r in s..<dense.rowCount {
                    let scale = (dense[r, r] * dense[s, s]).squareRoot()
                    #expect(abs(fast[r, s] - dense[r, s]) < 1e-12 * scale, "\(r), \(s)")
                }
            }
        }
        try check(mixture(GaussianEnvelope()))
        try check(mixture(MaternEnvelope()))
    }

    @Test func evidenceAgreesWithTheDenseFormula() throws {
        let problem = try problem()
        let kernel = mixture(MaternEnvelope())
        let (eta, n) = (1e-6, 22)
        var gram = try denseGram(problem, kernel)
        for i in 0..<n { gram[i, i] *= 1 + eta }
        let y = Vector(problem.samples.map(\.value) + problem.conditions.map(\.value))
        let eigen = try SymmetricEigen(of: gram)
        let rotated = multiply(eigen.vectors, y, transposingFirst: true)
        var expected = 0.5 * Double(n) * log(2 * Double.pi)
        for i in 0..<n { expected += 0.5 * rotated[i] * rotated[i] / eigen.values[i] + 0.5 * log(eigen.values[i]) }
        let evidence = try CollocationEvidence(problem, kernel: kernel, shift: .relative(toMeanDiagonal: eta))
        #expect(abs(evidence.negativeLogEvidence - expected) < 1e-7 * abs(expected))
    }

    @Test func gradientAgreesWithDifferences() throws {
        let problem = try problem()
        func check(_ kernel: some LagKernel) throws {
            let shift = DiagonalShift.relative(toMeanDiagonal: 1e-4)
            let gradient = try CollocationEvidence(problem, kernel: kernel, shift: shift).gradient()
            let values = kernel.parameterValues
            for p in values.indices {
                func evidence(_ step: Double) throws -> Double {
                    var copy = kernel
                    var moved = values
                    moved[p] += step
                    try copy.setParameterValues(moved)
                    return try CollocationEvidence(problem, kernel: copy, shift: shift).negativeLogEvidence
                }
                let h = 1e-4 * values[p]
                let difference =
                    (8 * (try evidence(h) - evidence(-h)) - (try evidence(2 * h) - evidence(-2 * h))) / (12 * h)
                #expect(abs(gradient[p] - difference) < 1e-6 * max(1, abs(difference)), "parameter \(p)")
            }
        }
        try check(mixture(GaussianEnvelope()))
        try check(mixture(MaternEnvelope()))
    }

    @Test func posteriorAgreesWithTheDenseFormula() throws {
        let problem = try problem()
        let kernel = mixture(GaussianEnvelope())
        let shift = 1e-8
        let solution = try LagCollocation(
            kernel: kernel, shift: .relative(toMeanDiagonal: shift), minimizer: nil
        ).solve(problem)
        #expect(solution.addedDiagonal == shift)
        var gram = try denseGram(problem, kernel)
        for i in 0..<gram.rowCount { gram[i, i] *= 1 + shift }
        let y = Vector(problem.samples.map(\.value) + problem.conditions.map(\.value))
        let lu = try LU(of: gram)
        let rows = rows(problem)
        for x in [0.13, 0.5, 0.99] {
            let cross = Vector(
                try rows.map { row in
                    try row.reduce(0.0) { sum, term in
                        let block = try kernel.cross(
                            Matrix(rows: [[x]]), derivative: [0], Matrix(rows: [[term.0]]), derivative: [term.1])
                        return sum + term.2 * block[0, 0]
                    }
                })
            #expect(abs(solution.mean(at: [x])[0] - dot(cross, lu.solve(y))) < 1e-6)
            #expect(abs(solution.variance(at: [x])[0] - (0.9 - dot(cross, lu.solve(cross)))) < 1e-7)
        }
        // The conditions hold up to the shift.
        #expect(abs(solution.mean(at: [0])[0] - 0.3) < 1e-5)
        let h = 1e-4
        let difference = (solution.mean(at: [0.4 + h])[0] - solution.mean(at: [0.4 - h])[0]) / (2 * h)
        #expect(abs(solution.mean(at: [0.4], derivative: 1)[0] - difference) < 1e-5)
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let kernel = mixture(MaternEnvelope(degree: 1))
        #expect(throws: CollocationError.notSmoothEnough(operatorOrder: 2, smoothness: 1)) {
            try LagCollocation(kernel: kernel, shift: .none, minimizer: nil).solve(problem())
        }
        let points = (0..<20).map { pow(Double($0) / 19, 2) }
        let irregular = try SampledProblem(
            lower: 0, upper: 1, coefficients: [{ _ in 0 }, { _ in 1 }], points: points, values: points,
            conditions: [.dirichlet(at: 0, value: 0)])
        #expect(throws: CollocationError.notUniform) {
            try LagCollocation(kernel: kernel, shift: .none, minimizer: nil).solve(irregular)
        }
    }
}
