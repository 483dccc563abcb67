import Foundation
import Mercer

/// Times the phases of one evidence with gradient, each the least of many.
func timePhases(sizes: [Int]) throws {
    for n in sizes {
        var generator = SeededGenerator(seed: 1)
        let x = Matrix(rowCount: n, columnCount: 8) { _, _ in generator.uniform() }
        let kernel: any Kernel =
            1.3 * SquaredExponential(lengthscales: .perCoordinate((0..<8).map { 0.5 + 0.1 * Double($0) }))
        var times: [String: [Double]] = [:]
        let clock = ContinuousClock()
        var last = clock.now
        func mark(_ name: String) {
            let now = clock.now
            times[name, default: []].append((now - last) / .seconds(1) * 1e3)
            last = clock.now
        }
        for _ in 0..<25 {
            last = clock.now
            var gram = kernel.lowerGram(x)
            mark("1 gram")
            gram.addToDiagonal(0.02)
            let factor = try Cholesky(of: consume gram)
            mark("2 cholesky")
            let inverse = (consume factor).inverseLowerTriangle()
            mark("3 inverse")
            let gradient = inverse.withUnsafePointer { p in
                nonisolated(unsafe) let p = p
                return kernel.gramPullback(x) { tile, rows, columns in
                    for (offset, j) in columns.enumerated() {
                        let target = tile.column(offset)
                        let source = p + j * n + rows.lowerBound
                        for i in 0..<rows.count { target[i] = -0.5 * source[i] }
                    }
                }
            }
            mark("4 pullback")
            precondition(gradient.count == 9)
        }
        print("n = \(n)")
        for (name, values) in times.sorted(by: { $0.key < $1.key }) {
            let sorted = values.sorted()
            print("  \(name): least \(sorted[0]) ms, median \(sorted[sorted.count / 2]) ms")
        }
    }
}
