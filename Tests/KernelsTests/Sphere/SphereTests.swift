import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Kernels on the sphere")
struct SphereTests {
    static let sampling = Sampling(dimension: 2, range: -80...80, farCoordinate: nil)

    @Test("The chordal map keeps the laws of maps, and kernels behind it those of kernels")
    func chords() {
        var generator = SeededGenerator(seed: 520)
        expectNone(inputMapLaws(ChordalMap(radius: 2), at: Self.sampling, using: &generator))
        expectNone(mappingLaws(Matern52(), ChordalMap(radius: 2), at: Self.sampling, using: &generator))
        expectNone(kernelLaws(Matern32().mapped(by: ChordalMap()), at: Self.sampling, using: &generator))
    }

    @Test("The geodesic exponential keeps the laws")
    func geodesic() {
        var generator = SeededGenerator(seed: 521)
        expectNone(kernelLaws(GeodesicExponential(lengthscale: 0.8), at: Self.sampling, using: &generator))
    }

    @Test("Great-circle distances against 20 digits, opposite points and poles included")
    func literals() {
        let cases: [([Double], [Double], Double)] = [
            ([48.85, 2.35], [40.71, -74], 0.31116619756873541667), ([0, 0], [0, 180], 0.018260457320327194792),
            ([10, 20], [10.001, 20], 0.99997776126195550169),
            ([-33.9, 151.2], [33.9, -28.8000001], 0.018260457354033494841),
            ([90, 0], [-45, 77], 0.049674526656192866208),
        ]
        let kernel = GeodesicExponential(lengthscale: 5000, radius: 6371)
        for (x, z, expected) in cases {
            #expect(abs(kernel(x, z) - expected) <= 4e-15 * (expected + 0.1), "\(x), \(z)")
        }
        #expect(kernel([90, 10], [90, 200]) > 1 - 1e-15, "a pole has all longitudes")
    }

    @Test("Chords are 2R sin(θ/2)")
    func chordLength() {
        let (x, z) = ([48.85, 2.35], [40.71, -74.0])
        let angle = -log(GeodesicExponential()(x, z))
        let expected = exp(-6371 * 2 * sin(angle / 2) / 3000)
        let kernel = Matern12(lengthscales: 3000).mapped(by: ChordalMap(radius: 6371))
        #expect(abs(kernel(x, z) - expected) <= 1e-14)
    }

    @Test("A squared exponential of the great-circle distance is not positive definite; behind the chordal map it is")
    func definiteness() throws {
        let x = Matrix(rowCount: 60, columnCount: 2) { i, c in
            c == 0 ? asin(-1 + 2 * (Double(i) + 0.5) / 60) * 180 / .pi : Double(i) * 222.5
        }
        let angles = GeodesicExponential().gram(x)
        let naive = Matrix(rowCount: 60, columnCount: 60) { i, j in exp(-0.5 * pow(log(angles[i, j]) / 2, 2)) }
        let sound = SquaredExponential(lengthscales: 2).mapped(by: ChordalMap()).gram(x)
        #expect(try SymmetricEigen(of: naive).values[0] < -1e-3)
        #expect(try SymmetricEigen(of: sound).values[0] > -1e-12)
    }
}
