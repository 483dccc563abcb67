#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Edges") struct EdgeTests {
    @Test("Rows 1e-12 apart: exact ones are refused by name, noisy ones averaged") func nearlyEqualRows() throws {
        let x = Matrix(rows: [[0.1], [0.5], [0.5 + 1e-12], [0.9]])
        let y: Vector = [1, 2, 2.2, 0]
        let exact = GaussianProcess(kernel: SquaredExponential(lengthscales: 0.3))
        let error = #expect(throws: ProcessError.self) { try exact.conditioned(on: Observations(x, y)) }
        #expect(error?.description.contains("row 2") == true && error?.description.contains("row 1") == true)

        let noisy = GaussianProcess(kernel: SquaredExponential(lengthscales: 0.3), noiseVariance: 0.01)
        let posterior = try noisy.conditioned(on: Observations(x, y))
        // The same as one observation of the mean with half the noise.
        let merged = try Observations(
            Matrix(rows: [[0.1], [0.5], [0.9]]), [1, 2.1, 0], noiseVariances: [0.01, 0.005, 0.01])
        let single = try GaussianProcess(kernel: noisy.kernel).conditioned(on: merged)
        let points = Matrix(rows: [[0.5], [0.3], [0.71]])
        #expect(largestDifference(posterior.predict(at: points).mean, single.predict(at: points).mean) < 1e-9)
        #expect(largestDifference(posterior.predict(at: points).variance, single.predict(at: points).variance) < 1e-9)
        #expect(try noisy.evidence(of: Observations(x, y)).gradient.allSatisfy(\.isFinite))
        // Rough functions tell such rows apart, and noise of 1e-10 is enough for smooth ones.
        let rough = GaussianProcess(kernel: Matern12(lengthscales: 0.3))
        #expect(try rough.conditioned(on: Observations(x, y)).predict(at: x).mean.allSatisfy(\.isFinite))
        let almost = GaussianProcess(kernel: SquaredExponential(lengthscales: 0.3), noiseVariance: 1e-10)
        #expect(try almost.fitted(to: Observations(x, y)).report.logEvidence.isFinite)
    }

    @Test("A single row conditions, fits, and predicts by hand") func singleRow() throws {
        let observations = try Observations(Matrix(rows: [[0.3, -2]]), [1.7])
        let process = GaussianProcess(kernel: 2 * SquaredExponential(lengthscales: 1), noiseVariance: 0.5)
        let posterior = try process.conditioned(on: observations)
        let p = posterior.predict(at: observations.x)
        #expect(abs(p.mean[0] - 1.7 * 2 / 2.5) < 1e-15 && abs(p.variance[0] - (2 - 4 / 2.5)) < 1e-15)
        #expect(abs(posterior.logEvidence + 0.5 * (1.7 * 1.7 / 2.5 + log(2.5) + log(2 * Double.pi))) < 1e-15)
        for mean in [ZeroMean(), ConstantMean(), LinearMean()] as [any MeanFunction] {
            let start = GaussianProcess(kernel: process.kernel, mean: mean, noiseVariance: 0.5)
            let fitted = try start.fitted(to: observations)
            #expect(fitted.report.logEvidence.isFinite)
            #expect(fitted.posterior.predict(at: observations.x).mean[0].isFinite)
        }
        #expect(abs(posterior.leaveOneOut().mean[0]) < 1e-15)
        #expect(throws: ObservationError.constantTarget(value: 1.7)) { try Standardization(of: observations) }
        #expect(throws: ObservationError.empty) { try posterior.removing(rows: [0]) }
    }

    @Test("Two hundred coordinates fit with a lengthscale each") func manyCoordinates() throws {
        var generator = SeededGenerator(seed: 6)
        let x = generator.uniformMatrix(rowCount: 80, columnCount: 200)
        let y = Vector((0..<80).map { 2 * sin(3 * x[$0, 0]) + 3 * x[$0, 1] }) + 0.05 * generator.normals(80)
        let observations = try Observations(x, y)
        let start = GaussianProcess(
            kernel: 1 * Matern52(lengthscales: .relevance(200, initial: 200.0.squareRoot())), mean: .constant,
            noiseVariance: 0.01
        ).assigningLengthscalePriors(dimension: 200)
        let fitted = try start.fitted(to: observations)
        #expect(fitted.report.isConverged)
        let lengthscales = fitted.process.parameters.filter { $0.path.contains("lengthscale") }.map(\.parameter.value)
        // The two inputs that matter vary faster than most.
        let median = lengthscales.sorted()[100]
        #expect(lengthscales.count == 200 && lengthscales[0] < median && lengthscales[1] < median)
        #expect(fitted.posterior.predict(at: x).clampedCount == 0)
    }

    @Test("Equal targets: no process, a finite fit on its bounds, or a typed error") func equalTargets() throws {
        let x = weylPoints(15, dimension: 2)
        let observations = try Observations(x, Vector(count: 15, repeating: 4.2))
        #expect(throws: ObservationError.constantTarget(value: 4.2)) { try Standardization(of: observations) }
        let process = GaussianProcess(
            kernel: 1 * SquaredExponential(lengthscales: 0.5), mean: .constant, noiseVariance: 0.1)
        let fitted = try process.fitted(to: observations)
        #expect(!fitted.report.boundsHit.isEmpty)
        let p = fitted.posterior.predict(at: weylPoints(5, dimension: 2, skipping: 40))
        #expect(largestDifference(p.mean, [Double](repeating: 4.2, count: 5)) < 1e-6)
        #expect(p.variance.allSatisfy { $0 >= 0 && $0.isFinite })
        let zero = try GaussianProcess(kernel: process.kernel, noiseVariance: 0.1).conditioned(on: observations)
        #expect(zero.predict(at: x).mean.allSatisfy { abs($0 - 4.2) < 1 })
    }
}
