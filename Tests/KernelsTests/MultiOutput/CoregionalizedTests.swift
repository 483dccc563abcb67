import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Coregionalisation")
struct CoregionalizedTests {
    let outputs = Categorical(loadings: [[1, 0.5], [-0.3, 2], [0, 0.7]], ownVariances: [0.1, 0.2, 0.3])
    let second = Categorical(levels: 3, rank: 1, variance: 0.6)

    @Test("Intrinsic and linear coregionalisation keep the laws")
    func laws() {
        var generator = SeededGenerator(seed: 560)
        // The last column is rounded to an output.
        let sampling = Sampling(dimension: 2, range: -0.4...2.4, farCoordinate: nil)
        expectNone(kernelLaws(Coregionalized(Matern32(), outputs: outputs), at: sampling, using: &generator))
        let linear =
            Coregionalized(Matern32(lengthscales: 0.5), outputs: outputs)
            + Coregionalized(SquaredExponential(lengthscales: 2), outputs: second)
        expectNone(kernelLaws(linear, at: sampling, using: &generator))
        #expect(linear.parameters.map(\.path).last == "right.lengthscale")
    }

    @Test("The kernel is B_ab k, also as a product of kernels on selected columns")
    func formula() {
        let base = Matern52(lengthscales: .perCoordinate([0.6, 1.2]))
        let kernel = Coregionalized(base, outputs: outputs)
        let product = base.on(columns: [0, 1]) * outputs.on(columns: [2])
        var generator = SeededGenerator(seed: 561)
        let x = Matrix(rowCount: 20, columnCount: 3) { i, c in c == 2 ? Double(i % 3) : generator.normal() }
        let (a, b) = (kernel.gram(x), product.gram(x))
        for i in 0..<20 {
            for j in 0..<20 {
                let expected =
                    outputs.covariance[i % 3, j % 3] * base(x.row(i).array.dropLast(), x.row(j).array.dropLast())
                #expect(abs(a[i, j] - expected) <= 1e-14 && abs(b[i, j] - expected) <= 1e-14)
            }
        }
    }

    @Test("Derivatives pass to the inputs; there is none along the output")
    func derivatives() throws {
        let base = SquaredExponential(lengthscales: 0.8)
        let kernel = Coregionalized(base, outputs: outputs)
        var generator = SeededGenerator(seed: 562)
        let x = Matrix(rowCount: 6, columnCount: 2) { i, c in c == 1 ? Double(i % 3) : generator.normal() }
        let z = Matrix(rowCount: 5, columnCount: 2) { i, c in c == 1 ? Double(i % 2) : generator.normal() }
        let block = try kernel.cross(x, derivative: [1, 0], z, derivative: [2, 0])
        let plain = try base.cross(x.columns([0]), derivative: [1], z.columns([0]), derivative: [2])
        for i in 0..<6 {
            for j in 0..<5 {
                #expect(abs(block[i, j] - outputs.covariance[i % 3, j % 2] * plain[i, j]) <= 1e-13)
            }
        }
        let a = Matrix(rowCount: 6, columnCount: 5) { _, _ in generator.normal() }
        let gradient = try kernel.crossPullback(x, derivative: [1, 0], z, derivative: [2, 0], adjoint: a)
        let values = kernel.parameterValues
        for p in values.indices {
            func total(_ step: Double) throws -> Double {
                var (copy, moved) = (kernel, values)
                moved[p] += step
                try copy.setParameterValues(moved)
                let k = try copy.cross(x, derivative: [1, 0], z, derivative: [2, 0])
                return (0..<6).reduce(0) { sum, i in sum + (0..<5).reduce(0) { $0 + a[i, $1] * k[i, $1] } }
            }
            let expected = try (total(1e-5) - total(-1e-5)) / 2e-5
            #expect(abs(gradient[p] - expected) <= 1e-6 * (1 + abs(expected)), "parameter \(p)")
        }
        #expect(!kernel.allowsDerivative([0, 1]))
        #expect(throws: KernelError.self) { try kernel.validate(inputDimension: 1) }
    }
}
