#if canImport(Glibc)
    import Glibc
#endif
import Synchronization

/// Chebyshev nodes of the first kind, kept once computed.
///
/// They never touch an end of the interval, so that values at a jump that lies on a break are one-sided of themselves.
package enum ChebyshevNodes {
    private static let table = Mutex<[Int: [Double]]>([:])

    /// The nodes t_i = cos(pi (2i + 1) / 2n), i = 0..<n, from right to left, antisymmetric to the last bit.
    package static func firstKind(_ count: Int) -> [Double] {
        table.withLock { known in
            if let nodes = known[count] { return nodes }
            let nodes = (0..<count).map { sin(Double.pi * Double(count - 1 - 2 * $0) / Double(2 * count)) }
            known[count] = nodes
            return nodes
        }
    }

    /// The smallest length of at least `count` whose cosine transform is fast: 2^a 3^b 5^c, a multiple of four.
    package static func transformLength(atLeast count: Int) -> Int {
        var length = (max(count, 8) + 3) / 4 * 4
        while !isSmooth(length) { length += 4 }
        return length
    }

    private static func isSmooth(_ number: Int) -> Bool {
        var rest = number
        for prime in [2, 3, 5] {
            while rest % prime == 0 { rest /= prime }
        }
        return rest == 1
    }
}
