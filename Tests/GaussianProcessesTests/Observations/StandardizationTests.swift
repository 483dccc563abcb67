#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Standardisation") struct StandardizationTests {
    @Test("Training columns get mean zero and population deviation one", arguments: [1.0, 1e50, 1e-50, 1e160])
    func moments(scale: Double) throws {
        let x = weylPoints(50, dimension: 2)
        let stretched = Matrix(rowCount: 50, columnCount: 2) { scale * (3 + x[$0, $1]) }
        let training = try Observations(stretched, scale * smoothTarget(x))
        let result = try Standardization(of: training).standardize(training)
        for column in [result.x.column(0), result.x.column(1), result.y] {
            #expect(abs(column.mean) < 1e-13)
            #expect(abs(column.norm * column.norm / 50 - 1) < 1e-12)
        }
    }

    @Test("By hand: population deviations, not sample ones") func byHand() throws {
        let training = try Observations(Matrix(rows: [[1, 5], [3, 5]]), [10, 30], noiseVariances: [100, 0])
        let scale = try Standardization(of: training)
        #expect(scale.inputMeans == [2, 5] && scale.inputScales == [1, 1])
        #expect(scale.targetMean == 20 && scale.targetScale == 10)
        let standard = try scale.standardize(training)
        #expect(standard.x == Matrix(rows: [[-1, 0], [1, 0]]) && standard.y == [-1, 1])
        #expect(standard.noiseVariances == [1, 0])
        let restored = scale.restore(Prediction(mean: [-1, 0.5], variance: [1, 2], noiseVariance: 0.5))
        #expect(restored.mean == [10, 25] && restored.variance == [100, 200] && restored.noiseVariance == 50)
        #expect(scale.restore(values: Matrix(rows: [[0, 2]])) == Matrix(rows: [[20, 40]]))
    }

    @Test("Restored log densities are those of the original units") func densities() throws {
        let training = try smoothData(20)
        let scale = try Standardization(of: training)
        let standard = try scale.standardize(training)
        let process = GaussianProcess(kernel: SquaredExponential(), noiseVariance: 0.1)
        let s2 = scale.targetScale * scale.targetScale
        let lengthscales = scale.inputScales
        let original = GaussianProcess(
            kernel: s2 * SquaredExponential(lengthscales: .perCoordinate(lengthscales)),
            mean: .constant(scale.targetMean), noiseVariance: 0.1 * s2)
        let restored = scale.restore(logDensity: try process.evidence(of: standard).logEvidence, count: 20)
        #expect(abs(restored - (try original.evidence(of: training).logEvidence)) < 1e-11)
    }

    @Test("A constant target is refused, another dimension too") func refusals() throws {
        let flat = try Observations(weylPoints(5, dimension: 2), Vector(count: 5, repeating: 0.1))
        #expect(throws: ObservationError.constantTarget(value: 0.1)) { try Standardization(of: flat) }
        let scale = try Standardization(of: smoothData(5))
        #expect(throws: ObservationError.inputDimension(expected: 3, found: 2)) { try scale.standardize(flat) }
    }
}
