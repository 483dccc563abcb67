import Foundation
import Mercer

/// Times mean and variance at m points beside the floor: n² m flops at the speed of dgemm, and one cross-covariance.
///
/// dgemm of order n and the cross-covariance are measured between the predictions. Conditioning is not part of it.
func timePredictions(sizes: [Int], pointCount: Int = 10_000) throws {
    for n in sizes {
        var generator = SeededGenerator(seed: 1)
        let x = generator.uniformMatrix(rowCount: n, columnCount: 8)
        let y = Vector((0..<n).map { sin(4 * x[$0, 0]) + x[$0, 1] * x[$0, 2] }) + 0.1 * generator.normals(n)
        let points = generator.uniformMatrix(rowCount: pointCount, columnCount: 8)
        let posterior = try referenceProcess().conditioned(on: Observations(x, y))
        let a = Matrix(rowCount: n, columnCount: n, repeating: 0.5)
        let clock = ContinuousClock()
        func seconds(_ body: () -> Void) -> Double { clock.measure(body) / .seconds(1) }
        var (products, crosses, predictions): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<7 {
            products.append(seconds { _ = multiply(a, a) })
            crosses.append(
                seconds {
                    for start in stride(from: 0, to: pointCount, by: 1000) {
                        _ = posterior.process.kernel.cross(x, points.rows(start..<min(start + 1000, pointCount)))
                    }
                })
            predictions.append(seconds { _ = posterior.predict(at: points) })
        }
        let rate = 2 * pow(Double(n), 3) / products.min()!
        let floor = Double(n) * Double(n) * Double(pointCount) / rate + crosses.min()!
        let sorted = predictions.sorted()
        print(
            "n = \(n), \(pointCount) points: dgemm \(String(format: "%.1f", rate / 1e9)) GFLOP/s,",
            "cross-covariance \(String(format: "%.4f", crosses.min()!)) s, floor \(String(format: "%.4f", floor)) s;",
            "median \(String(format: "%.4f", sorted[3])) s, least \(String(format: "%.4f", sorted[0])) s:",
            "\(String(format: "%.2f", sorted[3] / floor)) and \(String(format: "%.2f", sorted[0] / floor)) times the floor")
    }
}
