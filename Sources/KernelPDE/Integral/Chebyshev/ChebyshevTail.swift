#if canImport(Glibc)
    import Glibc
#endif

/// Where a Chebyshev series may be cut, and how long it would have to be.
///
/// Goals, in order: never call a jump resolved (its coefficients fall like 1/n and look flat); cut where rounding noise
/// begins; cost O(N). Two tests read the envelope e_j = max_{i >= j} |c_i|, relative to the largest coefficient.
/// *Tail*: the last N/12 coefficients are below the tolerance. *Plateau*: e_j < tol^(2/3) and e falls by less than
/// 3 (1 - log e_j / log tol) and at most by 15 % between j and 1.25 j + 5, so that what follows is noise. Without the second
/// bound the slow tail of a weak kink passes. The plateau is not used for tolerances of 1e-8 or more, where a jump would.
/// Source: Aurentz and Trefethen, Chopping a Chebyshev series (2017), for the plateau idea; constants as measured here.
package enum ChebyshevTail {
    /// The running maximum from the right, relative to `scale`.
    static func envelope(_ coefficients: [Double], scale: Double) -> [Double] {
        var result = coefficients
        var largest = 0.0
        for j in stride(from: coefficients.count - 1, through: 0, by: -1) {
            largest = max(largest, abs(coefficients[j]))
            result[j] = largest / scale
        }
        return result
    }

    /// Whether the last N/12 coefficients are below the tolerance, relative to the largest.
    static func isBelow(_ coefficients: [Double], tolerance: Double) -> Bool {
        let scale = coefficients.reduce(0) { max($0, abs($1)) }
        let tail = coefficients.suffix(max(2, coefficients.count / 12)).reduce(0) { max($0, abs($1)) }
        return tail <= tolerance * scale
    }

    /// The number of coefficients to keep if the series is resolved to the relative tolerance, else nil.
    package static func resolvedLength(_ coefficients: [Double], tolerance: Double) -> Int? {
        let n = coefficients.count
        let scale = coefficients.reduce(0) { max($0, abs($1)) }
        guard scale > 0 else { return 1 }
        guard n > 4 else { return nil }
        let e = envelope(coefficients, scale: scale)
        if e[n - max(2, n / 12)] < tolerance {
            return max(1, e.firstIndex { $0 < 0.1 * tolerance } ?? n)
        }
        return plateauLength(e, tolerance: tolerance)
    }

    /// Noise is flatter than this over the window; the coefficients of |x|^p, which fall like n^(-p-1), never are.
    private static let flatness = 0.85

    private static func plateauLength(_ e: [Double], tolerance: Double) -> Int? {
        guard tolerance < 1e-8 else { return nil }
        let n = e.count
        let start = pow(tolerance, 2.0 / 3)
        let logTolerance = log(tolerance)
        for j in 2..<n {
            let j2 = Int((1.25 * Double(j) + 5).rounded())
            guard j2 < n else { return nil }
            guard e[j] < start else { continue }
            guard e[j2] / e[j] > max(3 * (1 - log(e[j]) / logTolerance), flatness) else { continue }
            // Within the plateau, the cut balances a lower envelope against a shorter series.
            var best = (index: j, cost: Double.infinity)
            for k in 0...j2 {
                let cost = log(max(e[k], 1e-300)) - Double(k) / Double(j2) * logTolerance / 3
                if cost < best.cost { best = (k, cost) }
            }
            return max(1, best.index)
        }
        return nil
    }

    /// The length at which the series would be resolved, from the geometric rate of its envelope's second half.
    package static func predictedLength(_ coefficients: [Double], tolerance: Double) -> Int {
        let n = coefficients.count
        let scale = coefficients.reduce(0) { max($0, abs($1)) }
        guard scale > 0, n >= 8 else { return 2 * n }
        let e = envelope(coefficients, scale: scale).map { log(max($0, 1e-18)) }
        let range = (n / 2)..<(n - 1)
        let middle = Double(range.lowerBound + range.upperBound - 1) / 2
        var slope = 0.0
        var weight = 0.0
        for j in range {
            slope += (Double(j) - middle) * e[j]
            weight += (Double(j) - middle) * (Double(j) - middle)
        }
        slope /= weight
        guard slope < -1e-3 else { return 2 * n + 1 }
        let missing = (log(tolerance) - e[n - 2]) / slope
        return n + Int(min(max(1.12 * missing, 0), Double(2 * n))) + 6
    }
}
