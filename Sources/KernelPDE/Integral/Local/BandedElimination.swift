/// LU factors with partial pivoting of a square band matrix, stored by rows.
///
/// Rows are contiguous, so each elimination step is a short sum of rows the compiler vectorises; for bandwidths of two
/// to a few dozen this beats a library call. Storage is n (2 lower + upper + 1), time O(n lower (lower + upper)).
package struct BandedElimination: Sendable {
    private let order: Int
    private let lower: Int
    private let width: Int
    /// Row i holds the columns i - lower ... i + lower + upper of U; multipliers are kept apart.
    private var upperRows: [Double]
    private var multipliers: [Double]
    private var pivots: [Int]
    /// Whether a pivot was exactly zero (or not a number).
    package private(set) var isSingular = false

    /// Factors the matrix whose row i stores the columns i - lower ... i + upper, outside entries ignored.
    ///
    /// - Parameter rows: `order * (lower + upper + 1)` entries, row by row.
    package init(order: Int, lower: Int, upper: Int, rows: [Double]) {
        self.order = order
        self.lower = lower
        width = 2 * lower + upper + 1
        upperRows = [Double](repeating: 0, count: order * width)
        multipliers = [Double](repeating: 0, count: order * max(lower, 1))
        pivots = [Int](repeating: 0, count: order)
        let given = lower + upper + 1
        for i in 0..<order {
            for s in 0..<given where i + s >= lower && i + s - lower < order {
                upperRows[i * width + s] = rows[i * given + s]
            }
        }
        factor()
    }

    private mutating func factor() {
        let (n, kl, w) = (order, lower, width)
        var singular = false
        upperRows.withUnsafeMutableBufferPointer { storage in
            multipliers.withUnsafeMutableBufferPointer { factors in
                guard let u = storage.baseAddress, let l = factors.baseAddress else { return }
                for k in 0..<n {
                    let last = min(k + kl, n - 1)
                    // Column k lies at offset k - i + kl of row i.
                    var pivot = k
                    var largest = abs(u[k * w + kl])
                    for i in stride(from: k + 1, through: last, by: 1) {
                        let candidate = abs(u[i * w + k - i + kl])
                        if candidate > largest { (pivot, largest) = (i, candidate) }
                    }
                    pivots[k] = pivot
                    guard largest > 0 else {
                        singular = true
                        continue
                    }
                    // Row k of U starts at column k: width - kl entries.
                    let span = min(w - kl, n - k)
                    let top = u + k * w + kl
                    if pivot != k {
                        let other = u + pivot * w + k - pivot + kl
                        for s in 0..<min(span, w - (k - pivot + kl)) {
                            let kept = top[s]
                            top[s] = other[s]
                            other[s] = kept
                        }
                    }
                    let inverse = 1 / top[0]
                    for i in stride(from: k + 1, through: last, by: 1) {
                        let row = u + i * w + k - i + kl
                        let factor = row[0] * inverse
                        l[k * kl + i - k - 1] = factor
                        guard factor != 0 else { continue }
                        row[0] = 0
                        for s in 1..<max(span, 1) { row[s] -= factor * top[s] }
                    }
                }
            }
        }
        isSingular = singular
    }

    /// Solves A x = b in place, O(n (3 lower + upper)).
    package func solve(_ x: inout [Double]) {
        let (n, kl, w) = (order, lower, width)
        upperRows.withUnsafeBufferPointer { u in
            multipliers.withUnsafeBufferPointer { l in
                x.withUnsafeMutableBufferPointer { x in
                    for k in 0..<n {
                        let pivot = pivots[k]
                        if pivot != k { x.swapAt(pivot, k) }
                        let value = x[k]
                        guard value != 0 else { continue }
                        for i in stride(from: k + 1, through: min(k + kl, n - 1), by: 1) {
                            x[i] -= l[k * kl + i - k - 1] * value
                        }
                    }
                    for k in stride(from: n - 1, through: 0, by: -1) {
                        var sum = x[k]
                        let row = k * w + kl
                        for s in 1..<max(min(w - kl, n - k), 1) { sum -= u[row + s] * x[k + s] }
                        x[k] = sum / u[row]
                    }
                }
            }
        }
    }

    /// Solves A^T x = b in place.
    package func solveTransposed(_ x: inout [Double]) {
        let (n, kl, w) = (order, lower, width)
        for k in 0..<n {
            let row = k * w + kl
            x[k] /= upperRows[row]
            for s in 1..<max(min(w - kl, n - k), 1) { x[k + s] -= upperRows[row + s] * x[k] }
        }
        for k in stride(from: n - 1, through: 0, by: -1) {
            for i in stride(from: k + 1, through: min(k + kl, n - 1), by: 1) {
                x[k] -= multipliers[k * kl + i - k - 1] * x[i]
            }
            if pivots[k] != k { x.swapAt(pivots[k], k) }
        }
    }

    /// An estimate of the one-norm of the inverse, by Hager's method (Higham 1988), a lower bound within a small factor.
    package func inverseNormEstimate() -> Double {
        guard !isSingular, order > 0 else { return .infinity }
        var x = [Double](repeating: 1 / Double(order), count: order)
        var estimate = 0.0
        var previous = -1
        for _ in 0..<5 {
            var y = x
            solve(&y)
            let norm = y.reduce(0) { $0 + abs($1) }
            guard norm.isFinite else { return .infinity }
            if previous >= 0, norm <= estimate { break }
            estimate = norm
            var z = y.map { $0 < 0 ? -1.0 : 1.0 }
            solveTransposed(&z)
            var best = 0
            for i in 0..<order where abs(z[i]) > abs(z[best]) { best = i }
            if best == previous { break }
            previous = best
            x = [Double](repeating: 0, count: order)
            x[best] = 1
        }
        var alternating = [Double](repeating: 1, count: order)
        for i in 1..<max(order, 1) {
            let size = 1 + Double(i) / Double(order - 1)
            alternating[i] = i % 2 == 0 ? size : -size
        }
        solve(&alternating)
        let second = 2 * alternating.reduce(0) { $0 + abs($1) } / Double(3 * order)
        return max(estimate, second.isFinite ? second : .infinity)
    }
}
