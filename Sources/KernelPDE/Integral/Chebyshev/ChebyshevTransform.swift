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

    /// The values of a series at `count` first-kind nodes; `count` must not be less than the number of coefficients.
    package static func values(ofCoefficients coefficients: [Double], count: Int) -> [Double] {
        let given = coefficients.count
        precondition(count >= given, "A series of \(given) terms needs as many nodes.")
        let input = Vector(count: count) { target in
            for k in 0..<count { target[k] = k < given ? coefficients[k] / 2 : 0 }
            if given > 0 { target[0] = coefficients[0] }
        }
        return pair(count).toValues(input).array
    }
}
