import LinearAlgebra
import Synchronization

/// Values at first-kind nodes to Chebyshev coefficients and back, in O(N log N).
package enum ChebyshevTransform {
    private struct Pair {
        let toCoefficients: CosineTransform
        let toValues: CosineTransform
    }
    private static let table = Mutex<[Int: Pair]>([:])

    private static func pair(_ count: Int) -> Pair {
        table.withLock { known in
            if let pair = known[count] { return pair }
            let pair = Pair(
                toCoefficients: CosineTransform(.typeII, length: count),
                toValues: CosineTransform(.typeIII, length: count))
            known[count] = pair
            return pair
        }
    }

    /// The coefficients of the interpolant of values at `ChebyshevNodes.firstKind(values.count)`.
    package static func coefficients(ofValues values: [Double]) -> [Double] {
        let n = values.count
        let input = Vector(count: n) { target in for i in 0..<n { target[i] = values[i] } }
        let output = pair(n).toCoefficients(input)
        return output.withUnsafePointer { p in
            [Double](unsafeUninitializedCapacity: n) { target, count in
                for k in 0..<n { target[k] = p[k] / Double(n) }
                if n > 0 { target[0] = p[0] / Double(2 * n) }
                count = n
            }
        }
    }

    /// The values of a series at `count` first-kind nodes; it may be up to twice as long as that.
    ///
    /// Beyond `count` the nodes see T_{n+j} as -T_{n-j}, so the surplus is folded back: exact, at no cost.
    package static func values(ofCoefficients coefficients: [Double], count: Int) -> [Double] {
        let given = coefficients.count
        precondition(given <= 2 * count, "A series of \(given) terms cannot be folded onto \(count) nodes.")
        let input = Vector(count: count) { target in
            for k in 0..<count { target[k] = k < given ? coefficients[k] / 2 : 0 }
            for k in stride(from: count + 1, to: given, by: 1) { target[2 * count - k] -= coefficients[k] / 2 }
            if given > 0 { target[0] *= 2 }
        }
        return pair(count).toValues(input).array
    }
}
