import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Laws of derivative blocks and features catch broken specimens")
struct SmoothLawsTests {
    private func broken(_ change: (inout Specimen) -> Void) -> [Violation] {
        var generator = SeededGenerator(seed: 5)
        return smoothLaws(Specimen(change), at: Sampling(dimension: 2), using: &generator)
    }

    @Test("The specimen itself is sound")
    func sound() {
        let found = broken { _ in }
        #expect(found.isEmpty, "\(found.prefix(3))")
    }

    @Test("Blocks, exchange, joint Gram matrix, pullback, refusal")
    func blocks() {
        let wrongSign = broken { $0.derivativeFactor = -1 }
        expectCaught("exchange of arguments", by: wrongSign)
        expectCaught("joint Gram matrix of derivatives", by: wrongSign)
        expectCaught("derivative pullback", by: wrongSign)
        expectCaught("derivative pullback", by: broken { $0.derivativeGradientFactor = 1.01 })
        expectCaught(
            "derivatives up to the smoothness exist", by: broken { $0.refusesSecondOrder = true })
        let zeroth = broken { $0.afterFill = { tile, _ in tile[0, 0] *= 0.99 } }
        expectCaught("order zero", by: zeroth)
    }

    /// cos(ωd), with one thing broken.
    private struct BrokenLag: LagKernel {
        var angular = Parameter.positive(1.3)
        var smoothness = Int.max
        var skew = 0.0
        var oddFactor = 1.0
        var fourthAtZero = 1.0
        mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("angular", &angular) }
        func fillLag(
            order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
        ) {
            let factor = pow(angular.value, Double(n)) * (n == 1 ? oddFactor : 1)
            for i in 0..<count {
                values[i] =
                    factor * cos(angular.value * lags[i] + 0.5 * .pi * Double(n)) + (n == 0 ? skew * lags[i] : 0)
                if n == 4 && lags[i] == 0 { values[i] *= fourthAtZero }
            }
        }
        func pullbackLag(
            order n: Int, _ lags: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
            into gradient: UnsafeMutablePointer<Double>
        ) {
            for i in 0..<count {
                let phase = angular.value * lags[i] + 0.5 * .pi * Double(n)
                let lower = n == 0 ? 0 : Double(n) * pow(angular.value, Double(n - 1)) * cos(phase)
                gradient[0] += weights[i] * (lower - pow(angular.value, Double(n)) * lags[i] * sin(phase))
            }
        }
    }

    @Test("Lags: parity, translation, the ladder of orders")
    func lags() {
        var generator = SeededGenerator(seed: 6)
        #expect(lagLaws(BrokenLag(), using: &generator).isEmpty)
        expectCaught("parity of lag derivatives", by: lagLaws(BrokenLag(skew: 0.1), using: &generator))
        expectCaught("derivative block", by: lagLaws(BrokenLag(oddFactor: 1.01), using: &generator))
        expectCaught("derivatives are finite", by: lagLaws(BrokenLag(fourthAtZero: .nan), using: &generator))
        struct Drifting: LagKernel {
            var inner = Cosine(period: 3)
            var smoothness: Int { .max }
            func fillLag(
                order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
            ) { inner.fillLag(order: n, lags, count: count, into: values) }
            func pullbackLag(
                order n: Int, _ lags: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
                into gradient: UnsafeMutablePointer<Double>
            ) {}
            func fill(_ tile: Tile, at pairs: Pairs) {
                for j in 0..<tile.columnCount {
                    for i in 0..<tile.rowCount { tile[i, j] = pairs.x[i, 0] * pairs.z[j, 0] }
                }
            }
        }
        expectCaught("translation", by: lagLaws(Drifting(), using: &generator))
    }

    /// 1, x, x², with one thing broken.
    private struct BrokenFeatures: FeatureMap {
        var featureCount = 3
        var smoothness = 3
        var slopeFactor = 1.0
        var isCentered = false
        func fill(_ features: Tile, order n: Int, at points: Points) {
            let mean = (0..<points.count).reduce(0) { $0 + points[$1, 0] } / Double(Swift.max(points.count, 1))
            for i in 0..<points.count {
                let x = points[i, 0] - (isCentered ? mean : 0)
                let rows = [[1, x, x * x], [0, slopeFactor, 2 * x], [0, 0, 2], [0, 0, 0]]
                for f in 0..<3 { features[i, f] = rows[n][f] }
            }
        }
    }

    @Test("Features: derivatives, and rows of their own point")
    func features() {
        var generator = SeededGenerator(seed: 7)
        #expect(featureLaws(BrokenFeatures(), using: &generator).isEmpty)
        expectCaught("feature derivative", by: featureLaws(BrokenFeatures(slopeFactor: 1.01), using: &generator))
        expectCaught(
            "rows depend on their own point", by: featureLaws(BrokenFeatures(isCentered: true), using: &generator))
    }
}
