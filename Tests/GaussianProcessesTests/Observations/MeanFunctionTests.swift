import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Mean functions") struct MeanFunctionTests {
    @Test("Values and gradients by hand") func byHand() {
        let x = Matrix(rows: [[1, 2], [3, 5]])
        let weights: Vector = [10, -1]
        #expect(ZeroMean().values(at: x) == [0, 0] && ZeroMean().pullback(weights, at: x).isEmpty)
        #expect(ConstantMean(4).values(at: x) == [4, 4] && ConstantMean(4).pullback(weights, at: x) == [9])
        let linear = LinearMean(intercept: 1, slopes: [2, -3])
        #expect(linear.values(at: x) == [-3, -8])
        #expect(linear.pullback(weights, at: x) == [9, 7, 15])
        #expect(linear.parameters.map(\.path) == ["intercept", "slopes[0]", "slopes[1]"])
    }

    @Test("Given parameters keep their values, others start at estimates") func starts() throws {
        let observations = try Observations(Matrix(rows: [[0], [1], [2]]), [1, 3, 8])
        var given = ConstantMean(7)
        given.start(at: observations)
        #expect(given.value.value == 7)
        var constant = ConstantMean()
        constant.start(at: observations)
        #expect(constant.value.value == 4)
        // A second start changes nothing: what a fit found is kept.
        constant.value.value = 4.5
        constant.start(at: observations)
        #expect(constant.value.value == 4.5)
        var linear = LinearMean()
        linear.start(at: observations)
        #expect(abs(linear.slopes[0].value - 3.5) < 1e-14 && abs(linear.intercept.value - 0.5) < 1e-14)
    }

    @Test(
        "Least squares do not depend on units, and survive constant and dependent columns", arguments: [1, 1e50, 1e-50])
    func units(s: Double) throws {
        let x = weylPoints(20, dimension: 1)
        let columns = Matrix(rowCount: 20, columnCount: 3) { i, j in [s * x[i, 0], 4, 2 * s * x[i, 0]][j] }
        var mean = LinearMean()
        mean.start(at: try Observations(columns, Vector((0..<20).map { s * (1 - 3 * x[$0, 0]) })))
        let slopes = mean.slopes.map(\.value)
        #expect(abs(slopes[0] + 2 * slopes[2] + 3) < 1e-12 && slopes[1] == 0)
        #expect(abs(mean.intercept.value / s - 1) < 1e-12)
    }
}
