import LinearAlgebra

/// The distribution of one new observation by draws with a fixed seed, sorted: for laws without a closed form.
///
/// 2000 draws give the ends of a central 95 % interval to about a tenth of a standard deviation.
struct PointDraws {
    static let count = 2000
    let sorted: [Double]

    init(point: Int, _ draw: (inout SeededGenerator) -> Double) {
        var generator = SeededGenerator(seed: 0x5eed &+ UInt64(point))
        sorted = (0..<Self.count).map { _ in draw(&generator) }.sorted()
    }

    /// The smallest draw that a share p of all do not exceed.
    func quantile(_ p: Double) -> Double {
        sorted[Swift.min(Swift.max(Int((p * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
    }

    /// E|Y - y| - E|Y - Y'| / 2 (Gneiting and Raftery, JASA 102 (2007) 359, eq. 21).
    func rankedScore(_ y: Double) -> Double {
        let n = Double(sorted.count)
        var (distance, spread) = (0.0, 0.0)
        for (k, value) in sorted.enumerated() {
            distance += abs(value - y)
            spread += (2 * Double(k) + 1 - n) * value
        }
        return distance / n - spread / (n * n)
    }
}

extension Vector {
    /// The values of `body` at every index, on all cores.
    static func concurrently(count: Int, _ body: @Sendable (Int) -> Double) -> Vector {
        Vector(count: count) { target in
            nonisolated(unsafe) let target = target
            Parallelism.forEach(count) { target[$0] = body($0) }
        }
    }
}

/// The ends of the central 95 % intervals of draws at m points.
func drawnIntervals(
    count: Int, _ draw: @escaping @Sendable (Int, inout SeededGenerator) -> Double
) -> (lower: Vector, upper: Vector) {
    var ends = [Double](repeating: 0, count: 2 * count)
    ends.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        nonisolated(unsafe) let target = base
        Parallelism.forEach(count) { i in
            let draws = PointDraws(point: i) { draw(i, &$0) }
            target[i] = draws.quantile(0.025)
            target[count + i] = draws.quantile(0.975)
        }
    }
    return (Vector(ends[..<count]), Vector(ends[count...]))
}
