import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Input maps")
struct InputMapTests {
    let unit = Sampling(dimension: 2, range: 0...1, farCoordinate: nil)
    let plane = Sampling(dimension: 2)
    let matrix = LinearMap(Matrix(rows: [[0.5, -1.0], [0.3, 0.2], [1.1, 0.4]]))
    var warp: KumaraswamyWarp {
        var warp = KumaraswamyWarp(dimension: 2, lower: 1.3, upper: 0.7)
        warp.lower[1].value = 0.6
        return warp
    }

    @Test("Every map keeps the laws")
    func laws() {
        var generator = SeededGenerator(seed: 31)
        let space = Sampling(dimension: 3)
        expectNone(inputMapLaws(Columns([2, 0]), at: space, using: &generator))
        expectNone(inputMapLaws(Columns([1, 1]), at: space, using: &generator))
        expectNone(inputMapLaws(Rescaling(lengthscales: 1.7), at: space, using: &generator))
        expectNone(
            inputMapLaws(Rescaling(lengthscales: .perCoordinate([0.5, 1, 3])), at: space, using: &generator))
        expectNone(inputMapLaws(matrix, at: plane, using: &generator))
        expectNone(inputMapLaws(warp, at: unit, using: &generator))
        expectNone(inputMapLaws(LogWarp(scales: 0.4), at: unit, using: &generator))
        expectNone(inputMapLaws(LogWarp(scales: .perCoordinate([0.4, 2])), at: unit, using: &generator))
    }

    @Test("Kernels behind maps keep the laws of every kernel")
    func kernels() {
        var generator = SeededGenerator(seed: 32)
        let base = 1.4 * Matern52(lengthscales: 0.8)
        expectNone(mappingLaws(base, matrix, at: plane, using: &generator))
        expectNone(kernelLaws(base.mapped(by: matrix), at: plane, using: &generator))
        expectNone(kernelLaws(base.mapped(by: warp), at: unit, using: &generator))
        expectNone(kernelLaws(base.mapped(by: LogWarp(scales: 0.4)), at: unit, using: &generator))
        expectNone(kernelLaws(base.on(columns: [1]), at: plane, using: &generator))
        let nested = Linear(variance: 0.5).mapped(by: matrix).mapped(by: Rescaling(lengthscales: 2))
        expectNone(kernelLaws(nested, at: plane, using: &generator))
        let noisy = (SquaredExponential() + White(variance: 0.2)).mapped(by: Rescaling(lengthscales: 0.8))
        expectNone(kernelLaws(noisy, at: plane, using: &generator))
    }

    @Test("Maps compose: twice scaled is scaled by the product, selection is slicing, rescaling is relevance")
    func composition() {
        let x = Matrix(rowCount: 9, columnCount: 3) { Double(($0 * 7 + $1 * 5) % 11) / 5 }
        let kernel = Matern32(lengthscales: 1)
        let twice = kernel.mapped(by: Rescaling(lengthscales: 2)).mapped(by: Rescaling(lengthscales: 0.25))
        #expect(difference(twice.gram(x), kernel.mapped(by: Rescaling(lengthscales: 0.5)).gram(x)) <= 1e-15)
        #expect(kernel.on(columns: [2, 0]).gram(x) == kernel.gram(x.columns([2, 0])))
        #expect(kernel.on(columns: [1]).on(columns: [2, 0]).gram(x) == kernel.gram(x.columns([0])))
        let relevance = Rescaling(lengthscales: .perCoordinate([0.5, 2, 3]))
        let direct = Matern32(lengthscales: .perCoordinate([0.5, 2, 3]))
        #expect(difference(kernel.mapped(by: relevance).gram(x), direct.gram(x)) <= 1e-14)
        let identity = KumaraswamyWarp(dimension: 3)
        let inside = Matrix(rowCount: 9, columnCount: 3) { Double(($0 * 7 + $1 * 5) % 11) / 10 }
        #expect(difference(kernel.mapped(by: identity).gram(inside), kernel.gram(inside)) <= 1e-14)
    }

    private func difference(_ a: Matrix, _ b: Matrix) -> Double {
        (0..<a.rowCount).flatMap { i in (0..<a.columnCount).map { abs(a[i, $0] - b[i, $0]) } }.max() ?? .infinity
    }

    @Test("Errors name the column or the number of columns")
    func errors() {
        #expect(throws: KernelError.coordinateOutOfRange(index: 3, inputDimension: 3)) {
            try Matern32().on(columns: [0, 3]).validate(inputDimension: 3)
        }
        #expect(throws: KernelError.self) { try Matern32().mapped(by: matrix).validate(inputDimension: 3) }
        #expect(throws: KernelError.self) { try Matern32().mapped(by: warp).validate(inputDimension: 1) }
        #expect(throws: KernelError.noCoordinates) {
            try Matern32().mapped(by: LogWarp()).validate(inputDimension: 0)
        }
    }
}
