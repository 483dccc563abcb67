import CVectorMath
import Testing

@Suite("Squared distances by explicit differences")
struct DistanceTests {
    typealias Distances =
        @Sendable (
            UnsafeMutablePointer<Double>?, UnsafePointer<Double>?, Int, UnsafePointer<Double>?, Int,
            UnsafePointer<Double>?, Int, Int
        ) -> Void

    static let variants: [Distances] =
        [cv_squared_distances, cv_portable_squared_distances] + (runsAVX2 ? [cv_avx2_squared_distances] : [])

    @Test("Every number of points and coordinates, exact on integers")
    func everySize() {
        var randomness = Randomness(state: 11)
        for d in 0...5 {
            for m in Array(0...40) + [64, 95, 96] {
                let stride = m + 2
                let x = (0..<max(1, stride * d)).map { _ in Double(Int.random(in: -9...9, using: &randomness)) }
                let z = (0..<max(1, 3 * d)).map { _ in Double(Int.random(in: -9...9, using: &randomness)) }
                let w = (0..<max(1, d)).map { _ in Double(Int.random(in: 1...4, using: &randomness)) / 4 }
                let expected = (0..<m).map { i in
                    (0..<d).reduce(0.0) { sum, c in
                        let t = (x[i + c * stride] - z[3 * c]) * w[c]
                        return sum + t * t
                    }
                }
                for function in Self.variants {
                    var out = [Double](repeating: -7, count: m + 1)
                    function(&out, x, stride, z, 3, w, d, m)
                    #expect(out == expected + [-7], "\(m) points, \(d) coordinates")
                }
            }
        }
    }

    @Test("Zero for equal points and symmetric to the last bit")
    func symmetry() {
        var randomness = Randomness(state: 12)
        let (m, d) = (83, 3)
        let x = (0..<m * d).map { _ in Double.random(in: -1...1, using: &randomness) }
        let w = [0.3, 1.7, 11]
        for function in Self.variants {
            var columns: [[Double]] = []
            for j in 0..<m {
                var column = [Double](repeating: -7, count: m)
                x.withUnsafeBufferPointer { points in
                    guard let base = points.baseAddress else { return }
                    function(&column, base, m, base + j, m, w, d, m)
                }
                columns.append(column)
            }
            for j in 0..<m {
                #expect(columns[j][j] == 0)
                for i in 0..<j { #expect(columns[j][i] == columns[i][j]) }
            }
        }
    }
}
