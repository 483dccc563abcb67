import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

/// A stationary kernel in which a test breaks one thing.
private struct BrokenStationary: StationaryKernel, SpectralKernel {
    static let name = "BrokenStationary"
    var lengthscales: Lengthscales = 1
    var height = 1.0
    var slopeFactor = 1.0
    var valueFactor = 1.0
    var drift = 0.0
    var usesManhattanDistance = false
    var ignoresLengthscales = false
    var reversesLengthscales = false
    var densityFactor = 1.0
    var densityTilt = 0.0

    func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        for i in 0..<count { s[i] = height * exp(-0.5 * s[i]) }
    }

    func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        for i in 0..<count {
            let profile = height * exp(-0.5 * s[i])
            value[i] = valueFactor * profile
            slope[i] = -0.5 * slopeFactor * profile
        }
    }

    func fill(_ tile: Tile, at pairs: Pairs) {
        var inverses = ignoresLengthscales ? [1, 1, 1] : lengthscales.inverses(dimension: pairs.x.dimension)
        if reversesLengthscales { inverses.reverse() }
        for j in 0..<tile.columnCount {
            for i in 0..<tile.rowCount {
                var s = 0.0
                for c in 0..<pairs.x.dimension {
                    let t = abs(pairs.x[i, c] - pairs.z[j, c]) * inverses[c]
                    s += usesManhattanDistance ? t : t * t
                }
                tile[i, j] = exp(-0.5 * s) + drift * pairs.x[i, 0] * pairs.z[j, 0]
            }
        }
    }

    func spectralDensity(at frequency: [Double]) -> Double {
        let q = frequency.reduce(0) { $0 + $1 * $1 }
        let gauss = pow(2 * .pi, 0.5 * Double(frequency.count)) * exp(-2 * .pi * .pi * q)
        return densityFactor * gauss * (1 + densityTilt * frequency[0])
    }
}

@Suite("Laws of stationary kernels catch broken specimens")
struct StationaryLawsTests {
    private func broken(_ change: (inout BrokenStationary) -> Void) -> [Violation] {
        var generator = SeededGenerator(seed: 2)
        var kernel = BrokenStationary()
        change(&kernel)
        return stationaryLaws(kernel, at: Sampling(dimension: 2), using: &generator)
    }

    private func brokenSpectrum(_ change: (inout BrokenStationary) -> Void) -> [Violation] {
        var kernel = BrokenStationary()
        change(&kernel)
        return stationarySpectralLaws(kernel)
    }

    @Test("The specimen itself is sound")
    func sound() {
        #expect(broken { _ in }.isEmpty && brokenSpectrum { _ in }.isEmpty)
    }

    @Test("Profile, slope, invariance, scaling and relevance")
    func stationary() {
        expectCaught("profile(0) = 1", by: broken { $0.height = 1.1 })
        expectCaught("profile slope", by: broken { $0.slopeFactor = 0.99 })
        expectCaught("profile", by: broken { $0.valueFactor = 1.001 })
        #expect(
            broken { $0.slopeFactor = -1 }.contains { $0.law == "profile slope" && $0.evidence.contains("negative") })
        expectCaught("translation", by: broken { $0.drift = 0.1 })
        expectCaught("rotation", by: broken { $0.usesManhattanDistance = true })
        expectCaught("scaling", by: broken { $0.ignoresLengthscales = true })
        expectCaught("an infinite lengthscale deletes a coordinate", by: broken { $0.ignoresLengthscales = true })
        struct Parent: StationaryKernel {
            static let name = "Parent"
            var lengthscales: Lengthscales = 1
            func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
                for i in 0..<count { s[i] = Swift.max(0, 1 - 0.5 * s[i]) }
            }
            func applyProfile(
                _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
                slope: UnsafeMutablePointer<Double>
            ) {
                for i in 0..<count {
                    value[i] = Swift.max(0, 1 - 0.5 * s[i])
                    slope[i] = s[i] < 2 ? -0.5 : 0
                }
            }
        }
        var generator = SeededGenerator(seed: 3)
        expectCaught("positive semidefinite", by: stationaryLaws(Parent(), using: &generator))
    }

    @Test("Lengthscales that serve the wrong coordinate, or one that counts twice")
    func relevance() {
        struct First: PointwiseStationary {
            func distance(_ x: Point, _ z: Point, _ inverses: [Double]) -> Double {
                let weight = inverses.count > 1 && lengthscales.parameterCount > 1 ? inverses[0] : inverses[0] * 1.1
                return (0..<x.dimension).reduce(0) { $0 + pow((x[$1] - z[$1]) * weight, 2) }
            }
            var lengthscales: Lengthscales = 1
        }
        var generator = SeededGenerator(seed: 4)
        let found = stationaryLaws(First(), at: Sampling(dimension: 2), using: &generator)
        expectCaught("equal lengthscales", by: found)
        expectCaught("permuted coordinates", by: found)
    }

    @Test("Spectra: constant, sign, symmetry, margin")
    func spectra() {
        let scaled = brokenSpectrum { $0.densityFactor = 1.01 }
        expectCaught("spectral density sums to k(0)", by: scaled)
        expectCaught("cosine transform of the spectral density", by: scaled)
        let tilted = brokenSpectrum { $0.densityTilt = -2 }
        expectCaught("spectral density ≥ 0", by: tilted)
        expectCaught("spectral density is even", by: tilted)
        struct WrongDimension: PointwiseStationary, SpectralKernel {
            var lengthscales: Lengthscales = 1
            func distance(_ x: Point, _ z: Point, _ inverses: [Double]) -> Double {
                pow((x[0] - z[0]) * inverses[0], 2)
            }
            func spectralDensity(at frequency: [Double]) -> Double {
                SquaredExponential().spectralDensity(at: frequency) * Double(frequency.count)
            }
        }
        expectCaught("margin of the spectral density", by: stationarySpectralLaws(WrongDimension()))
    }
}

/// A squared exponential of any distance, for specimens.
private protocol PointwiseStationary: StationaryKernel {
    func distance(_ x: Point, _ z: Point, _ inverses: [Double]) -> Double
}

extension PointwiseStationary {
    static var name: String { "PointwiseStationary" }

    func fill(_ tile: Tile, at pairs: Pairs) {
        let inverses = lengthscales.inverses(dimension: pairs.x.dimension)
        for j in 0..<tile.columnCount {
            for i in 0..<tile.rowCount {
                tile[i, j] = exp(-0.5 * distance(Point(pairs.x, i), Point(pairs.z, j), inverses))
            }
        }
    }

    func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        for i in 0..<count { s[i] = exp(-0.5 * s[i]) }
    }

    func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        for i in 0..<count {
            value[i] = exp(-0.5 * s[i])
            slope[i] = -0.5 * value[i]
        }
    }
}
