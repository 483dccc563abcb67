import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Paths") struct PathSamplesTests {
    func process(noiseVariance: Double?) -> GaussianProcess {
        GaussianProcess(
            kernel: 1.3 * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.9])),
            mean: LinearMean(intercept: 0.3, slopes: [0.5, -0.2]), noiseVariance: noiseVariance)
    }

    @Test("Every path meets exact observations, and remembers its values") func interpolation() throws {
        let data = try smoothData(15, dimension: 2)
        let paths = try process(noiseVariance: 1e-10).conditioned(on: data).paths(count: 5, seed: 1)
        let values = paths(data.x)
        for s in 0..<5 { #expect(largestDifference(values.column(s), data.y) < 1e-3) }
        let points = weylPoints(7, dimension: 2, skipping: 50)
        #expect(paths(points) == paths(points))
        #expect(largestDifference(entries(paths(points.rows([3]))), entries(paths(points).rows([3]))) < 1e-11)
        #expect(paths.count == 5)
    }

    @Test("Moments of many paths are those of the posterior") func moments() throws {
        let posterior = try process(noiseVariance: 0.05).conditioned(on: smoothData(12, dimension: 2))
        let count = 4000
        let paths = try posterior.paths(count: count, featureCount: 2048, seed: 2)
        let points = weylPoints(6, dimension: 2, skipping: 50)
        let values = paths(points)
        let expected = posterior.predict(at: points)
        let covariance = posterior.covariance(at: points)
        for i in 0..<6 {
            let row = values.row(i)
            let deviation = expected.variance[i].squareRoot()
            #expect(abs(row.mean - expected.mean[i]) < 4 * deviation / Double(count).squareRoot())
            for j in 0...i {
                let other = values.row(j)
                let sample =
                    (0..<count).reduce(0.0) { $0 + (row[$1] - row.mean) * (other[$1] - other.mean) } / Double(count)
                // Error of the sample and of the features.
                #expect(abs(sample - covariance[i, j]) < 0.1 * deviation * expected.variance[j].squareRoot() + 0.01)
            }
        }
    }

    @Test("Gradients are derivatives of the paths") func gradients() throws {
        let posterior = try process(noiseVariance: 0.05).conditioned(on: smoothData(12, dimension: 2))
        let paths = try posterior.paths(count: 3, featureCount: 200, seed: 3)
        let points = weylPoints(4, dimension: 2, skipping: 50)
        for path in 0..<3 {
            let gradient = try paths.gradient(of: path, at: points)
            for i in 0..<4 {
                for c in 0..<2 {
                    let slope = differenceDerivative(step: 1e-3) { h in
                        var moved = points.rows([i])
                        moved[0, c] += h
                        return paths(moved)[0, path]
                    }
                    #expect(abs(gradient[i, c] - slope.value) < 1e-6 * (1 + abs(slope.value)))
                }
            }
        }
    }

    @Test("Seeds reproduce; kernels without a spectrum to sample are refused") func seedsAndRefusals() throws {
        let posterior = try process(noiseVariance: 0.05).conditioned(on: smoothData(12, dimension: 2))
        let points = weylPoints(3, dimension: 2)
        #expect(try posterior.paths(count: 2, seed: 9)(points) == posterior.paths(count: 2, seed: 9)(points))
        #expect(try posterior.paths(count: 2, seed: 9)(points) != posterior.paths(count: 2, seed: 8)(points))
        let linear = try GaussianProcess(kernel: Linear(), noiseVariance: 0.1).conditioned(
            on: smoothData(5, dimension: 2))
        #expect(throws: ProcessError.self) { try linear.paths(count: 1, seed: 0) }
    }
}
